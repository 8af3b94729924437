using Microsoft.Extensions.Logging;

namespace Planner.Inference.OpenAI;

/// <summary>What every endpoint needs.</summary>
/// <param name="Memory">What was found out about endpoints.</param>
/// <param name="Clock">The time.</param>
/// <param name="Chance">Spreads retries.</param>
/// <param name="Logger">Told of retries; never of keys, prompts or replies.</param>
/// <param name="Environment">Where <c>env:NAME</c> is looked up.</param>
internal sealed record EndpointServices(EndpointMemory Memory, TimeProvider Clock, Random Chance, ILogger<OpenAIEndpoint> Logger, Func<string, string?> Environment);
