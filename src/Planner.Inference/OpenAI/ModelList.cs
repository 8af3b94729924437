using System.Globalization;
using System.Text.Json;

namespace Planner.Inference.OpenAI;

/// <summary>
/// Reads <c>/models</c>, whose entries have an id everywhere and much else here and there: <c>max_model_len</c> (vLLM), <c>meta.n_ctx</c> (llama.cpp),
/// <c>context_window</c> (Groq), <c>max_context_length</c>, <c>capabilities</c> (Mistral, LM Studio), <c>architecture</c> and <c>pricing</c> per token (OpenRouter),
/// <c>providers</c> with prices per million (Hugging Face), <c>task</c> (Speaches).
/// </summary>
internal static class ModelList
{
    private static readonly string[] ContextNames =
        ["max_model_len", "loaded_context_length", "context_window", "max_context_length", "context_length", "max_input_length", "max_total_tokens"];

    /// <summary>The models; null: this is no list of models.</summary>
    public static IReadOnlyList<ListedModel>? Read(JsonElement list)
    {
        var models = list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : LenientJson.ListOf(list, "data");
        return list.ValueKind != JsonValueKind.Array && !(list.ValueKind == JsonValueKind.Object && list.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array)
            ? null
            : [.. models.Where(model => LenientJson.TextOf(model, "id") is { Length: > 0 }).Select(ReadOne).DistinctBy(model => model.Id)];
    }

    private static ListedModel ReadOne(JsonElement model)
    {
        var providers = LenientJson.ListOf(model, "providers").Where(provider => LenientJson.TextOf(provider, "status") is null or "live").ToList();
        var meta = LenientJson.ObjectOf(model, "meta");
        var own = LenientJson.ObjectOf(model, "pricing");
        // The router takes the fastest provider unless told otherwise; the dearest is what it may cost.
        var prices = providers.Select(provider => LenientJson.ObjectOf(provider, "pricing")).OfType<JsonElement>().ToList();
        return new ListedModel(LenientJson.TextOf(model, "id")!)
        {
            ContextTokens = Positive(
                ContextNames.Select(name => LenientJson.NumberOf(model, name)).FirstOrDefault(number => number is not null)
                ?? (meta is { } facts ? LenientJson.NumberOf(facts, "n_ctx") : null)
                ?? providers.Select(provider => LenientJson.NumberOf(provider, "context_length")).Where(number => number is not null).DefaultIfEmpty().Min()),
            Type = LenientJson.TextOf(model, "type") ?? LenientJson.TextOf(model, "task") ?? LenientJson.TextOf(model, "pipeline_tag"),
            Abilities = [.. Abilities(model)],
            Schemas = providers.Count == 0 ? null : providers.Any(provider => provider.TryGetProperty("supports_structured_output", out var said) && said.ValueKind == JsonValueKind.True),
            Created = LenientJson.NumberOf(model, "created"),
            InputUsdPerMillion = Price(own, "prompt") * 1_000_000 ?? prices.Select(price => Price(price, "input")).DefaultIfEmpty().Max(),
            OutputUsdPerMillion = Price(own, "completion") * 1_000_000 ?? prices.Select(price => Price(price, "output")).DefaultIfEmpty().Max(),
            OwnedBy = LenientJson.TextOf(model, "owned_by"),
        };
    }

    private static IEnumerable<string> Abilities(JsonElement model)
    {
        var architecture = LenientJson.ObjectOf(model, "architecture");
        foreach (var list in new[] { LenientJson.ListOf(model, "capabilities"), LenientJson.ListOf(model, "input_modalities"), LenientJson.ListOf(architecture ?? model, "input_modalities") })
        {
            foreach (var ability in list.Where(ability => ability.ValueKind == JsonValueKind.String))
            {
                yield return ability.GetString()!;
            }
        }

        if (LenientJson.ObjectOf(model, "capabilities") is { } flags)
        {
            foreach (var flag in flags.EnumerateObject().Where(flag => flag.Value.ValueKind == JsonValueKind.True))
            {
                yield return flag.Name;
            }
        }
    }

    private static int? Positive(long? number) => number is > 0 and <= int.MaxValue ? (int)number : null;

    private static decimal? Price(JsonElement? pricing, string name) =>
        pricing is not { } prices || !prices.TryGetProperty(name, out var price) ? null : price.ValueKind switch
        {
            JsonValueKind.Number when price.TryGetDecimal(out var number) && number >= 0 => number,
            JsonValueKind.String when decimal.TryParse(price.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 => number,
            _ => null,
        };
}
