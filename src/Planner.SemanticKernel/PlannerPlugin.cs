using System.Diagnostics.CodeAnalysis;
using Microsoft.SemanticKernel;

namespace Planner.SemanticKernel;

/// <summary>Planner's functions under one name.</summary>
internal sealed class PlannerPlugin(string name, IEnumerable<KernelFunction> functions)
    : KernelPlugin(name, "Solves requests in words and files: plans them as AI tasks and runs each on the model that fits.")
{
    private readonly Dictionary<string, KernelFunction> _functions = functions.ToDictionary(function => function.Name, function => function.Clone(name), StringComparer.OrdinalIgnoreCase);

    public override int FunctionCount => _functions.Count;

    public override bool TryGetFunction(string name, [NotNullWhen(true)] out KernelFunction? function) => _functions.TryGetValue(name, out function);

    public override IEnumerator<KernelFunction> GetEnumerator() => _functions.Values.GetEnumerator();
}
