using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Planner.Server.Problems;

namespace Planner.Server.Hosting;

/// <summary>
/// Optimistic concurrency: what can be changed has an <c>ETag</c>, and a change says by <c>If-Match</c> which state it was made from. 428 where it
/// says nothing, 412 where the state is another by now.
/// </summary>
internal static class Preconditions
{
    /// <summary>The tag of something that counts its changes.</summary>
    public static string TagOf(long revision) => $"\"{revision}\"";

    /// <summary>The tag of something that does not: it follows from the content.</summary>
    public static string TagOf<T>(T content, JsonTypeInfo<T> form) => $"\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, form)))[..16]}\"";

    /// <summary>Refuses a change that was made from another state than the present one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="present">The tag of what is there; null: there is nothing yet.</param>
    /// <param name="isNeeded">Whether a change of something that is there has to say what it was made from.</param>
    /// <exception cref="ProblemException">412 or 428.</exception>
    public static void RequireMatch(this HttpContext context, string? present, bool isNeeded = true)
    {
        var (known, absent) = (context.Request.Headers.IfMatch.ToString(), context.Request.Headers.IfNoneMatch.ToString());
        if (present is null ? known.Length > 0 : absent == "*" || (known.Length > 0 && known != "*" && !known.Split(',', StringSplitOptions.TrimEntries).Contains(present)))
        {
            throw Changed(present).AsException();
        }

        if (present is not null && known.Length == 0 && isNeeded)
        {
            throw new Problem(StatusCodes.Status428PreconditionRequired, "This would change what is there without saying from which state.", $"Read it, and send its ETag as If-Match; now it is {present}.").AsException();
        }
    }

    /// <summary>Somebody else was faster.</summary>
    public static Problem Changed(string? present) => new(
        StatusCodes.Status412PreconditionFailed, present is null ? "There is nothing that matches." : $"It was changed meanwhile; its ETag is {present} now.", "Read it again and make the change to what is there now.");
}
