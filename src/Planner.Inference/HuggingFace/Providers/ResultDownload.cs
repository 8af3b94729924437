using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Planner.Inference.HuggingFace.Http;
using Planner.Inference.HuggingFace.Tasks;
using Planner.Inference.Local;
using Planner.Values;

namespace Planner.Inference.HuggingFace.Providers;

/// <summary>
/// Fetches results that a provider gives as an address. The token does not go along, and an address inside this machine or network is not
/// asked: whoever writes replies would choose what we fetch.
/// </summary>
internal sealed class ResultDownload(InferenceWire wire, IOptions<HuggingFaceOptions> options)
{
    // Where providers put the address or base64 of a result.
    private static readonly string[] s_members = ["b64_json", "url", "output", "video_url", "audio", "image", "video", "images", "data", "outputs"];
    private readonly Uri _router = new(options.Value.BaseUrl);

    /// <summary>The file that a reply is or names; null when it names none.</summary>
    public async Task<Value?> FileAsync(
        TaskCall call, WireCall request, WireReply reply, Modality kind, string name, string slot, CancellationToken cancellationToken)
    {
        var bytes = reply.IsJson
            ? Find(reply.Json) is { } found ? await BytesAsync(found, request, cancellationToken) : null
            : reply.Bytes;
        return bytes is null or [] ? null : await MediaReplies.KeepAsync(call, bytes, name, kind, call.Whole(slot), cancellationToken);
    }

    private async Task<byte[]?> BytesAsync(string found, WireCall request, CancellationToken cancellationToken)
    {
        if (!found.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            return MediaReplies.Base64(found);
        }

        if (!Uri.TryCreate(found, UriKind.Absolute, out var address) || !MayAsk(address))
        {
            throw EngineException.Model($"{request.Asked} gave a result at an address that is not fetched ({address?.Host ?? "unreadable"}).", "Use another provider or model.");
        }

        return (await wire.SendAsync(new WireCall { Url = address, Asked = address.Host, Model = request.Model }, cancellationToken)).Bytes;
    }

    private bool MayAsk(Uri address) =>
        (address.Host == _router.Host && address.Port == _router.Port)
        || (address.Scheme == Uri.UriSchemeHttps && address.Host != "localhost" && !IPAddress.TryParse(address.Host.Trim('[', ']'), out _))
        || (_router.IsLoopback && address.IsLoopback);

    private static string? Find(JsonNode? json) => json switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) && text.Length > 0 => text,
        JsonArray { Count: > 0 } list => Find(list[0]),
        JsonObject body => s_members.Select(member => Find(body[member])).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
