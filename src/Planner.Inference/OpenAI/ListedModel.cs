namespace Planner.Inference.OpenAI;

/// <summary>A model as a server lists it, with whatever it tells of it.</summary>
/// <param name="Id">Its id there.</param>
internal sealed record ListedModel(string Id)
{
    /// <summary>How many tokens prompt and reply may have together.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>Whether the server cuts a prompt that does not fit without a word, as Ollama does.</summary>
    public bool CutsPrompts { get; init; }

    /// <summary>How many tokens prompt and reply may have together, as far as one can be sure; null: it is not known.</summary>
    public int? Room => ContextTokens ?? (CutsPrompts ? EndpointFacts.LeastRoom : null);

    /// <summary>What it is, in the words of servers that say so: <c>llm</c>, <c>vlm</c>, <c>chat</c>, <c>embedding</c>, <c>image</c> ….</summary>
    public string? Type { get; init; }

    /// <summary>What it takes and gives, as far as it is said: <c>text</c>, <c>image</c>, <c>vision</c>, <c>embedding</c>, <c>audio</c> ….</summary>
    public IReadOnlyList<string> Abilities { get; init => field = value ?? []; } = [];

    /// <summary>Whether it is said to keep to a JSON schema.</summary>
    public bool? Schemas { get; init; }

    /// <summary>When it was made, in seconds since 1970.</summary>
    public long? Created { get; init; }

    /// <summary>US dollars for a million tokens of prompt.</summary>
    public decimal? InputUsdPerMillion { get; init; }

    /// <summary>US dollars for a million tokens of reply.</summary>
    public decimal? OutputUsdPerMillion { get; init; }

    /// <summary>Who runs it; many servers put their own name here.</summary>
    public string? OwnedBy { get; init; }
}
