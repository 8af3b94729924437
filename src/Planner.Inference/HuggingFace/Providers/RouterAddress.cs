using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Planner.Inference.Local;

namespace Planner.Inference.HuggingFace.Providers;

/// <summary>Makes the router's addresses. What comes from the Hub or a provider becomes part of a path only when it can't lead elsewhere.</summary>
internal sealed partial class RouterAddress(IOptions<HuggingFaceOptions> options)
{
    private readonly string _base = options.Value.BaseUrl.TrimEnd('/');

    /// <summary>The address of a route below the router.</summary>
    public Uri Of(string route) => new($"{_base}/{route}");

    /// <summary>A model's id as it goes into a path, raw: <c>org/name</c>.</summary>
    /// <exception cref="EngineException">It is no id.</exception>
    public static string Id(string id) => Path().IsMatch(id) && !id.Contains("..", StringComparison.Ordinal)
        ? id
        : throw EngineException.Model($"'{id}' is no id of a model.", "Correct the model's card.");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._:@-]*(/[A-Za-z0-9._:@-]+)*$")]
    private static partial Regex Path();
}
