namespace Planner.Inference.OpenAI;

/// <summary>What was found out about a model at an endpoint.</summary>
internal sealed record EndpointFacts
{
    /// <summary>Ollama's documented default for <c>num_ctx</c>, where a model that is not loaded does not tell its own.</summary>
    public const int LeastRoom = 4096;

    /// <summary>Nothing yet.</summary>
    public static EndpointFacts None { get; } = new();

    /// <summary>Members of requests that it does not know.</summary>
    public IReadOnlyList<string> Refused { get; init => field = value ?? []; } = [];

    /// <summary>The model that was chosen there when none was named.</summary>
    public string? Model { get; init; }

    /// <summary>How many tokens prompt and reply may have together.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>Whether the server cuts a prompt that does not fit without a word.</summary>
    public bool CutsPrompts { get; init; }

    /// <summary>How many tokens prompt and reply may have together, as far as one can be sure; null: it is not known.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int? Room => ContextTokens ?? (CutsPrompts ? LeastRoom : null);

    /// <summary>Whether it takes images.</summary>
    public bool? SeesImages { get; init; }

    /// <summary>Whether its replies begin with a thought that they do not open, since its prompt does.</summary>
    public bool? BeginsWithThought { get; init; }

    /// <summary>US dollars for a million tokens of prompt.</summary>
    public decimal? InputUsdPerMillion { get; init; }

    /// <summary>US dollars for a million tokens of reply.</summary>
    public decimal? OutputUsdPerMillion { get; init; }

    /// <summary>When it was first found out.</summary>
    public DateTimeOffset Since { get; init; }
}
