using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference.Local;
using Planner.Inference.Local.Text;
using Planner.Values;

namespace Planner.Inference.HuggingFace.Tasks;

/// <summary>A request as the conversions to and from the wire see it.</summary>
internal sealed class TaskCall(InferenceRequest request, ArtifactStore store)
{
    /// <summary>The request.</summary>
    public InferenceRequest Request => request;

    /// <summary>Keeps what comes back as bytes.</summary>
    public ArtifactStore Store => store;

    /// <summary>The model.</summary>
    public ModelCard Model => request.Model;

    /// <summary>Whether a slot is filled.</summary>
    public bool Has(string slot) => request.Inputs.ContainsKey(slot);

    /// <summary>The text in a slot.</summary>
    public Task<TextValue> TextAsync(string slot, CancellationToken cancellationToken) => SlotValues.TextAsync(request, slot, store, cancellationToken);

    /// <summary>The texts in a slot that takes several.</summary>
    public Task<IReadOnlyList<TextValue>> TextsAsync(string slot, CancellationToken cancellationToken) => TextLists.TextsAsync(request, slot, store, cancellationToken);

    /// <summary>The short names in a slot or parameter.</summary>
    public Task<IReadOnlyList<string>> NamesAsync(string slot, CancellationToken cancellationToken) => TextLists.NamesAsync(request, slot, store, cancellationToken);

    /// <summary>The file in a slot, which must be of that kind. Another kind is the model's limit, not a bad input: an engine that reads it may be next.</summary>
    public Artifact File(string slot, params ReadOnlySpan<Modality> kinds)
    {
        var file = SlotValues.Artifact(request, slot);
        return kinds.Contains(MediaTypes.ModalityOf(file.MediaType))
            ? file
            : throw EngineException.Model(
                $"{Model.Id} takes {kinds[0].Name()} as '{slot}', and '{file.Name}' is {file.MediaType}.", $"Turn it into {kinds[0].Name()} first, or use an engine of this machine.");
    }

    /// <summary>The bytes of a file as base64.</summary>
    public async Task<string> Base64Async(Artifact file, CancellationToken cancellationToken)
    {
        await using var stream = store.OpenRead(file);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>A file as a data URL.</summary>
    public async Task<string> DataUrlAsync(Artifact file, CancellationToken cancellationToken) =>
        $"data:{file.MediaType};base64,{await Base64Async(file, cancellationToken)}";

    /// <summary>The files of a slot that takes one or several.</summary>
    public IReadOnlyList<Artifact> Files(string slot) => request.Inputs.GetValueOrDefault(slot) switch
    {
        ListValue list => [.. list.Items.OfType<ArtifactValue>().Select(item => item.Artifact)],
        ArtifactValue file => [file.Artifact],
        _ => [],
    };

    /// <summary>Where a result comes from that was made of everything in a slot.</summary>
    public IReadOnlyList<ValueSource> Whole(string slot) => request.Inputs.GetValueOrDefault(slot) switch
    {
        ArtifactValue { Artifact: var file } => [new ValueSource { ArtifactId = file.Id, Name = file.Name }],
        { } value => SourceMap.Whole(value.Sources),
        null => [],
    };

    /// <summary>JSON as a value holds it.</summary>
    public static JsonElement Element(JsonNode node) => StructuredResults.Element(node);
}
