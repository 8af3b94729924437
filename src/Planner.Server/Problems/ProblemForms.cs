using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Planner.Server.Problems;

/// <summary>A problem in the form that the callers of each surface read.</summary>
internal static class ProblemForms
{
    /// <summary>The body and its media type.</summary>
    public static (JsonObject Body, string MediaType) For(PathString path, Problem problem) =>
        IsOpenAi(path) ? (OpenAi(problem), "application/json")
        : path.StartsWithSegments("/hf-inference") ? (new JsonObject { ["error"] = problem.Message }, "application/json")
        : (Rfc9457(problem), "application/problem+json");

    /// <summary>OpenAI's error object, as a body and as the last chunk of a stream that breaks.</summary>
    public static JsonObject OpenAi(Problem problem) => new()
    {
        ["error"] = new JsonObject
        {
            ["message"] = problem.Message,
            ["type"] = problem.Status switch
            {
                StatusCodes.Status401Unauthorized => "authentication_error",
                StatusCodes.Status402PaymentRequired => "insufficient_quota",
                StatusCodes.Status403Forbidden => "permission_error",
                StatusCodes.Status429TooManyRequests => "rate_limit_error",
                >= 500 => "server_error",
                _ => "invalid_request_error",
            },
            ["param"] = null,
            ["code"] = problem.Code,
        },
    };

    private static bool IsOpenAi(PathString path) =>
        path.StartsWithSegments("/v1") || (path.StartsWithSegments("/hf-inference", out var rest) && rest.Value!.Contains("/v1/", StringComparison.Ordinal));

    private static JsonObject Rfc9457(Problem problem) => new()
    {
        ["type"] = "about:blank",
        ["title"] = ReasonPhrases.GetReasonPhrase(problem.Status),
        ["status"] = problem.Status,
        ["detail"] = problem.Detail,
        ["fix"] = problem.Fix,
        ["code"] = problem.Code,
    };
}
