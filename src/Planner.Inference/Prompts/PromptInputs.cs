using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Planner.Artifacts;
using Planner.Inference.Local;
using Planner.Inference.Local.Images;
using Planner.Inference.OpenAI;
using Planner.Text;
using Planner.Values;

namespace Planner.Inference.Prompts;

/// <summary>What a step's inputs are in a prompt: its slots as text by their names, its parameters, its images and sounds.</summary>
internal sealed record PromptInputs
{
    /// <summary>What the template refers to: every slot and parameter of the task, the instruction, the user's language.</summary>
    public required IReadOnlyDictionary<string, object?> Model { get; init; }

    /// <summary>The images and sounds, in order.</summary>
    public required IReadOnlyList<AIContent> Files { get; init; }

    /// <summary>The size of the first image; null when there is none.</summary>
    public ImageSize? Size { get; init; }

    /// <summary>What a slot has that takes several: candidate labels, sentences, documents, the names of images that are compared.</summary>
    public required IReadOnlyList<string> Items { get; init; }

    /// <summary>The text that is worked on, as spans of it are found again.</summary>
    public required string Text { get; init; }

    /// <summary>Where the inputs come from.</summary>
    public required IReadOnlyList<ValueSource> Sources { get; init; }

    /// <summary>Reads them.</summary>
    /// <exception cref="EngineException">An input is missing or of another kind.</exception>
    public static async Task<PromptInputs> ReadAsync(InferenceRequest request, ArtifactStore store, CancellationToken cancellationToken)
    {
        var model = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["instruction"] = request.Step.Instruction,
            ["language"] = request.Language is { } code ? Language.NameOf(code) : null,
        };
        foreach (var parameter in request.Task.Parameters)
        {
            var given = request.Parameters.GetValueOrDefault(parameter.Name);
            model[parameter.Name] = given is null ? null
                : given is JsonValue value && value.TryGetValue<string>(out var text) && parameter.Name.EndsWith("language", StringComparison.Ordinal) ? Language.NameOf(text)
                : given.ToString();
        }

        var files = new List<AIContent>();
        var items = new List<string>();
        var sources = new List<ValueSource>();
        ImageSize? size = null;
        var worked = "";
        foreach (var slot in request.Task.Inputs)
        {
            model[slot.Name] = null;
            if (request.Inputs.GetValueOrDefault(slot.Name) is not { } value)
            {
                continue;
            }

            if (slot.Accepts[0] is Modality.Image or Modality.Document && value.Modality is Modality.Image or Modality.Document or Modality.Any)
            {
                var images = Images(value, request.Step.Id).ToList();
                foreach (var image in images)
                {
                    await AddAsync(image);
                }

                size = images is [var first, ..] ? ImageSize.Of(store.PathOf(first)) : null;
                if (request.Task.Output == Modality.Scores)
                {
                    Name(slot.Name, [.. images.Select(file => file.Name)]);
                }

                continue;
            }

            if (slot.Accepts[0] == Modality.Audio)
            {
                await AddAsync(ChatAudio.Of(value, request.Step.Id));
                continue;
            }

            if (slot.Many)
            {
                Name(slot.Name, await ItemsAsync(value, request.Step.Id, slot.Name, store, cancellationToken));
                continue;
            }

            var said = await SlotValues.TextAsync(request, slot.Name, store, cancellationToken);
            model[slot.Name] = said.Text;
            worked = slot.Name is "text" or "context" or "table" ? said.Text : worked;
            sources.AddRange(SourceMap.Whole(said.Sources));
        }

        if (request.Task.Output == Modality.Boxes && size is null)
        {
            throw EngineException.Model($"How large the image of step {request.Step.Id} is can't be read, so places in it can't be given in pixels.", "Send it as PNG or JPEG.");
        }

        return new PromptInputs { Model = model, Files = files, Size = size, Items = items, Text = worked, Sources = sources };

        async Task AddAsync(Artifact file)
        {
            files.Add(new DataContent(await BytesAsync(file, store, cancellationToken), file.MediaType));
            sources.Add(new ValueSource { ArtifactId = file.Id, Name = file.Name });
        }

        void Name(string slot, IReadOnlyList<string> several)
        {
            items.AddRange(several);
            model[slot] = several.Select((text, index) => new Dictionary<string, object?> { ["number"] = index + 1, ["text"] = text }).ToList();
        }
    }

    private static async Task<IReadOnlyList<string>> ItemsAsync(Value value, string step, string slot, ArtifactStore store, CancellationToken cancellationToken)
    {
        if (value is ListValue list)
        {
            var texts = new List<string>();
            foreach (var item in list.Items)
            {
                texts.AddRange(await ItemsAsync(item, step, slot, store, cancellationToken));
            }

            return texts;
        }

        if (value is StructuredValue { Json.ValueKind: System.Text.Json.JsonValueKind.Array } structured)
        {
            return [.. structured.Json.EnumerateArray().Select(item => ValueText.Of(new StructuredValue(structured.Shape, item)) ?? "").Where(text => text.Length > 0)];
        }

        // Named in words, labels stand behind commas; sentences and documents on lines.
        var text = (await SlotValues.TextAsync(value, step, slot, store, cancellationToken)).Text;
        return text.Split(slot == "candidate_labels" ? [',', ';', '\n'] : ['\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    // A document is not what the model takes, but no bad input either: what reads documents is tried next.
    private static IEnumerable<Artifact> Images(Value value, string step) => value switch
    {
        ListValue list => list.Items.SelectMany(item => Images(item, step)),
        ArtifactValue { Modality: Modality.Image, Artifact: var image } => [image],
        _ => throw EngineException.Model($"Step {step} gives a chat model {value.Modality.Name()} to look at, which takes images.", "Read it with image-to-text first."),
    };

    private static async Task<byte[]> BytesAsync(Artifact file, ArtifactStore store, CancellationToken cancellationToken)
    {
        await using var stream = store.OpenRead(file);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}
