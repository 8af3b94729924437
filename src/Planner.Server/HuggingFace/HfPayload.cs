using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Planner.Artifacts;
using Planner.Server.Hosting;

namespace Planner.Server.HuggingFace;

/// <summary>The body of a call: a file as it is, or inputs and parameters as JSON.</summary>
/// <param name="File">The file; null for JSON.</param>
/// <param name="Inputs">What stands in <c>inputs</c>.</param>
/// <param name="Parameters">What stands in <c>parameters</c>, and beside <c>inputs</c>.</param>
internal sealed record HfPayload(Artifact? File, JsonNode? Inputs, JsonObject Parameters)
{
    // Never parameters: what the client adds for the service, and what would name another place to call (FAILURES 26).
    private static readonly HashSet<string> Envelope = new(StringComparer.Ordinal) { "inputs", "parameters", "options", "model", "provider", "accessToken", "endpointUrl" };

    /// <summary>Reads the body. Files are streamed into the store.</summary>
    /// <exception cref="JsonException">It says that it is JSON and is not.</exception>
    public static async Task<HfPayload> ReadAsync(HttpRequest request, ArtifactStore store, CancellationToken cancellationToken)
    {
        // curl -d calls everything a form.
        if (!request.HasJsonContentType() && !request.HasFormContentType)
        {
            var mediaType = request.ContentType?.Split(';')[0].Trim() ?? "";
            return new HfPayload(await store.PutAsync(request.Body, "input" + (MediaTypes.Extension(mediaType) ?? ""), cancellationToken), null, []);
        }

        var body = await request.ReadObjectAsync(cancellationToken);
        var parameters = new JsonObject();
        foreach (var (name, value) in body.Where(member => !Envelope.Contains(member.Key)).Concat(body["parameters"] as JsonObject ?? []))
        {
            parameters[name] = value?.DeepClone();
        }

        return new HfPayload(null, body["inputs"], parameters);
    }
}
