using System.Text;
using System.Text.Json;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Planning;
using Planner.Text;
using Planner.Values;

namespace Planner.Execution;

/// <summary>Turns what a plan says about an input into the value that the task's slot takes.</summary>
internal sealed class InputResolver(ArtifactStore artifacts, ValueStore values)
{
    /// <summary>Resolves all inputs of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="task">Its task.</param>
    /// <param name="lookup">The value of a step, an attachment, or <c>item</c>.</param>
    /// <param name="cancellationToken">Stops reading files.</param>
    /// <exception cref="ResolutionException">A value has no such part or does not fit.</exception>
    public async Task<IReadOnlyDictionary<string, Value>> ResolveAsync(
        PlanStep step, TaskType task, Func<Reference, Value> lookup, CancellationToken cancellationToken)
    {
        var resolved = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, input) in step.Inputs)
        {
            var slot = task.Slot(name) ?? throw new ResolutionException($"The task {task.Id} has no input '{name}'.");
            resolved[name] = await FitAsync(await ValueOfAsync(input, lookup, cancellationToken), slot, cancellationToken);
        }

        return resolved;
    }

    /// <summary>The value of an input before it is fitted to a slot.</summary>
    public async Task<Value> ValueOfAsync(StepInput input, Func<Reference, Value> lookup, CancellationToken cancellationToken)
    {
        switch (input)
        {
            case LiteralInput { AsText: { } text }:
                return new TextValue(text);
            case LiteralInput { Json: { } json }:
                return new StructuredValue(Modality.Any, JsonSerializer.SerializeToElement(json, Serialization.PlannerJson.Context.JsonNode));
            case ReferenceInput { Reference: var reference }:
                return await FollowAsync(reference, lookup, cancellationToken);
            case TemplateInput template:
                return await FillAsync(template, lookup, cancellationToken);
            case ListInput list:
                var items = new List<Value>();
                foreach (var item in list.Items)
                {
                    // A list put into a list is spread: the results of a for_each beside a single one.
                    var value = await ValueOfAsync(item, lookup, cancellationToken);
                    items.AddRange(value is ListValue inner ? inner.Items : [value]);
                }

                return new ListValue(items);
            default:
                throw new ResolutionException("An input is null.");
        }
    }

    private async Task<Value> FollowAsync(Reference reference, Func<Reference, Value> lookup, CancellationToken cancellationToken)
    {
        var value = await values.ExpandAsync(lookup(reference), cancellationToken);
        return ValuePath.Follow(value, reference.Path)
            ?? throw new ResolutionException($"{reference} does not exist: {reference.Target} gave {value.Modality.Name()} without that part.");
    }

    private async Task<Value> FillAsync(TemplateInput template, Func<Reference, Value> lookup, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var sources = new List<ValueSource>();
        foreach (var part in template.Parts)
        {
            text.Append(part.Before);
            var value = await AsTextAsync(await FollowAsync(part.Reference, lookup, cancellationToken), cancellationToken)
                ?? throw new ResolutionException($"{part.Reference} can't be put into a text: it is not text.");
            Append(text, sources, value);
        }

        return new TextValue(text.Append(template.After).ToString()) { Sources = sources };
    }

    /// <summary>The value as a slot takes it.</summary>
    /// <exception cref="ResolutionException">It does not fit.</exception>
    public async Task<Value> FitAsync(Value value, TaskSlot slot, CancellationToken cancellationToken)
    {
        if (value is ListValue list)
        {
            var items = new List<Value>();
            foreach (var item in list.Items)
            {
                items.Add(await FitAsync(item, slot, cancellationToken));
            }

            return slot.Many ? new ListValue(items)
                : items is [var only] ? only
                : items.All(item => item is TextValue) && items.Count > 0 ? Join(items.Cast<TextValue>())
                : throw new ResolutionException($"'{slot.Name}' takes one value and got {items.Count}.");
        }

        var wanted = slot.Accepts.Where(modality => Modalities.Fits(value.Modality, modality))
            .OrderBy(modality => Modalities.Distance(value.Modality, modality)).Cast<Modality?>().FirstOrDefault();
        return wanted switch
        {
            null => throw new ResolutionException($"'{slot.Name}' takes {string.Join(" or ", slot.Accepts.Select(Modalities.Name))} and got {value.Modality.Name()}."),
            Modality.Text => await AsTextAsync(value, cancellationToken)
                ?? throw new ResolutionException($"'{slot.Name}' takes text, and {Name(value)} can't be read as text.", StepErrorKind.BadInput),
            _ => value,
        };
    }

    private static string Name(Value value) => value is ArtifactValue { Artifact: var artifact } ? $"'{artifact.Name}' ({artifact.MediaType})" : value.Modality.Name();

    /// <summary>The value as text: of a text file its content. Null when it is neither.</summary>
    private async Task<TextValue?> AsTextAsync(Value value, CancellationToken cancellationToken) => value switch
    {
        TextValue text => text,
        ArtifactValue { Artifact: var artifact } when value.Modality is Modality.Text or Modality.Table =>
            new TextValue(await artifacts.ReadTextAsync(artifact, cancellationToken))
            {
                Sources = [new ValueSource { ArtifactId = artifact.Id, Name = artifact.Name }],
            },
        _ => ValueText.Of(value) is { } text ? new TextValue(text) { Sources = [.. value.Sources.Select(source => source with { Covers = null })], Confidence = value.Confidence } : null,
    };

    /// <summary>Texts one after the other, a blank line between, each span's source kept.</summary>
    private static TextValue Join(IEnumerable<TextValue> texts)
    {
        var joined = new StringBuilder();
        var sources = new List<ValueSource>();
        string? language = null;
        foreach (var text in texts)
        {
            joined.Append(joined.Length > 0 ? "\n\n" : "");
            Append(joined, sources, text);
            language ??= text.Language;
        }

        return new TextValue(joined.ToString(), language) { Sources = sources };
    }

    private static void Append(StringBuilder text, List<ValueSource> sources, TextValue value)
    {
        var whole = new TextSpan(0, value.Text.Length);
        sources.AddRange(value.Sources.Select(source => source with { Covers = (source.Covers ?? whole).Shift(text.Length) }));
        text.Append(value.Text);
    }
}
