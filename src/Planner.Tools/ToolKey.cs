using Planner.Inference;
using Planner.Routing;

namespace Planner.Tools;

/// <summary>The key that a source's address wants.</summary>
internal static class ToolKey
{
    /// <summary>The header with the key; none when the source has no key.</summary>
    /// <exception cref="ToolException">The reference leads to no key.</exception>
    public static Dictionary<string, string> HeadersOf(ToolSource source)
    {
        if (SecretReference.From(source.Key) is not { } reference)
        {
            return [];
        }

        return reference.TryRead(out var key, out var problem)
            ? new() { [source.KeyHeader ?? "Authorization"] = source.KeyHeader is null ? $"Bearer {key}" : key }
            : throw new ToolException($"The source '{source.Name}' wants a key. {problem}", StepErrorKind.CannotRun);
    }
}
