using System.Text.Json.Serialization;

namespace Planner.Catalog;

/// <summary>What a model does, as its card says it. A line of <c>models.jsonl</c>.</summary>
public sealed record ModelCard
{
    /// <summary>The Hub's id (<c>openai/whisper-large-v3</c>), or <c>local/…</c> or <c>command/…</c> for an engine on this machine.</summary>
    public required string Id { get; init; }

    /// <summary>The tasks it does, the main one first.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>What it is good at, in one or two sentences; searched when models are matched.</summary>
    public required string Description { get; init; }

    /// <summary>Languages it knows, ISO 639-1; <c>multilingual</c> for very many; empty where language plays no part or is not known.</summary>
    public IReadOnlyList<string> Languages { get; init => field = value ?? []; } = [];

    /// <summary>The license, as the Hub names it; null when not known.</summary>
    public string? License { get; init; }

    /// <summary>The library that loads it, such as <c>transformers</c>.</summary>
    public string? Library { get; init; }

    /// <summary>How capable and costly it is; null when the card does not say.</summary>
    public ModelTier? Tier { get; init; }

    /// <summary>True when it works but is weak; said wherever it is used.</summary>
    public bool Experimental { get; init; }

    /// <summary>How often it was downloaded, as its source counted; null when not known.</summary>
    public long? Downloads { get; init; }

    /// <summary>How many people like it; null when not known.</summary>
    public long? Likes { get; init; }

    /// <summary>The number of its weights; null when not known.</summary>
    public long? Parameters { get; init; }

    /// <summary>The longest input, in tokens; null when not known.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Words that its authors put on it (fields, formats, what it was trained on); searched like the description.</summary>
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>True when its authors must grant access first.</summary>
    public bool Gated { get; init; }

    /// <summary>True when the Hub answered that it is no longer there (404 or 410). It can't run.</summary>
    public bool Gone { get; init; }

    /// <summary>Who runs it for Hugging Face's router, in the Hub's order; empty: nobody; null: not known.</summary>
    public IReadOnlyList<ModelProvider>? Providers { get; init; }

    /// <summary>Where the numbers come from; null only when there is none.</summary>
    public ModelFigures? Figures { get; init; }

    /// <summary>
    /// This card with what a newer one of the same model knows of its present state: who runs it, whether it is gated or gone. What people wrote
    /// stays.
    /// </summary>
    public ModelCard WithStateOf(ModelCard newer)
    {
        ArgumentNullException.ThrowIfNull(newer);
        return this with { Providers = newer.Providers ?? Providers, Gated = newer.Gated || Gated, Gone = newer.Gone || Gone };
    }

    /// <summary>What the ids of chat models begin with that do tasks by prompts.</summary>
    public const string PromptPrefix = "prompt/";

    /// <summary>True for a chat model that does tasks by prompts.</summary>
    [JsonIgnore]
    public bool IsByPrompts => Id.StartsWith(PromptPrefix, StringComparison.Ordinal);

    /// <summary>True for an engine on this machine.</summary>
    [JsonIgnore]
    public bool IsLocal => Id.StartsWith("local/", StringComparison.Ordinal) || Id.StartsWith("command/", StringComparison.Ordinal);
}
