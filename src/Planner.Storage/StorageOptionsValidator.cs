using Microsoft.Extensions.Options;

namespace Planner.Storage;

/// <summary>Checks <see cref="StorageOptions"/> by its attributes, without reflection.</summary>
[OptionsValidator]
internal sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>;
