using System.Text.Json;
using Microsoft.Extensions.Options;
using Planner.Routing;

namespace Planner.Inference.OpenAI;

/// <summary>
/// What was found out about endpoints, kept in a file so that the next process need not find it out again. Processes share the file; of two that write
/// at once one may lose a fact, which is then found out once more. After <see cref="Lifetime"/> everything is found out anew: servers are upgraded.
/// </summary>
internal sealed class EndpointMemory(IOptions<InstanceOptions> options, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);
    private readonly Lock _gate = new();
    private Dictionary<string, EndpointFacts>? _facts;

    /// <summary>What is known of a model at an instance; without a model, of the instance.</summary>
    public EndpointFacts Of(BackendInstance instance, string? model = null)
    {
        lock (_gate)
        {
            _facts ??= Load();
            return _facts.GetValueOrDefault(Key(instance, model)) is { } facts && clock.GetUtcNow() - facts.Since < Lifetime ? facts : EndpointFacts.None;
        }
    }

    /// <summary>A member of requests is not known there.</summary>
    public void Refuse(BackendInstance instance, string model, string member) =>
        Learn(instance, model, facts => facts with { Refused = [.. facts.Refused.Append(member).Distinct()] });

    /// <summary>Adds to what is known.</summary>
    public void Learn(BackendInstance instance, string? model, Func<EndpointFacts, EndpointFacts> add)
    {
        lock (_gate)
        {
            var facts = Of(instance, model);
            var more = add(facts) with { Since = facts.Since == default ? clock.GetUtcNow() : facts.Since };
            // Others may have learnt something since; what could not be written is remembered here.
            foreach (var (key, other) in Load())
            {
                _facts![key] = other;
            }

            _facts![Key(instance, model)] = more;
            Save(_facts);
        }
    }

    private static string Key(BackendInstance instance, string? model) =>
        $"{instance.BaseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/')}{(model is null ? "" : " " + model)}";

    private Dictionary<string, EndpointFacts> Load()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(options.Value.FactsFile), OpenAIJson.Default.DictionaryStringEndpointFacts) ?? [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // Not there yet, or not ours to read: what is not remembered is found out again.
            return [];
        }
    }

    private void Save(Dictionary<string, EndpointFacts> facts)
    {
        var file = options.Value.FactsFile;
        try
        {
            PrivateFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(facts, OpenAIJson.Default.DictionaryStringEndpointFacts));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is remembered by this process at least.
        }
    }
}
