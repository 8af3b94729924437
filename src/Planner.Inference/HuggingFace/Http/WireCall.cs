namespace Planner.Inference.HuggingFace.Http;

/// <summary>A request as it goes out.</summary>
internal sealed record WireCall
{
    /// <summary>Where it goes.</summary>
    public required Uri Url { get; init; }

    /// <summary>Its body.</summary>
    public WireBody Body { get; init; } = WireBody.None;

    /// <summary>Headers beyond the usual ones.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Who is asked, for messages: <c>together</c>, <c>hf-inference</c>, the endpoint's host.</summary>
    public required string Asked { get; init; }

    /// <summary>The model's id on the Hub, for messages.</summary>
    public required string Model { get; init; }
}
