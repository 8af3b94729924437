using Planner.Routing;

namespace Planner.SemanticKernel;

/// <summary>What is known of a kernel's services.</summary>
public sealed record KernelServiceOptions
{
    /// <summary>How far away they are.</summary>
    public Egress Egress { get; init; } = Egress.Cloud;

    /// <summary>Whether the kernel's chat service becomes the controller.</summary>
    public bool AsController { get; init; } = true;

    /// <summary>How many tokens the chat service takes.</summary>
    public int ContextTokens { get; init; } = 32_768;

    /// <summary>Whether the chat service takes pictures.</summary>
    public bool SeesImages { get; init; }
}
