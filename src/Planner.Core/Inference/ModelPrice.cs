using System.Text.Json.Serialization;

namespace Planner.Inference;

/// <summary>What calls of a model cost, in US dollars. What is not set costs nothing.</summary>
public sealed record ModelPrice
{
    /// <summary>It costs nothing.</summary>
    public static ModelPrice Free { get; } = new();

    /// <summary>For a million tokens taken.</summary>
    public decimal InputUsdPerMillion { get; init; }

    /// <summary>For a million tokens given.</summary>
    public decimal OutputUsdPerMillion { get; init; }

    /// <summary>For each call.</summary>
    [JsonPropertyName("callUsd")]
    public decimal UsdPerCall { get; init; }

    /// <summary>How often one attempt may ask the model at most: what is asked again carries the first prompt and reply with it.</summary>
    [JsonIgnore]
    public int Asks { get; init; } = 1;

    /// <summary>Whether no call costs anything.</summary>
    [JsonIgnore]
    public bool IsFree => this is { InputUsdPerMillion: 0, OutputUsdPerMillion: 0, UsdPerCall: 0 };

    /// <summary>What tokens cost: that of a chat model; null where its price is not known.</summary>
    public static ModelPrice? Of(Chat.ChatModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(model.InputUsdPerMillion, model.OutputUsdPerMillion);
    }

    /// <summary>What tokens cost; null where neither is known.</summary>
    public static ModelPrice? Of(decimal? inputUsdPerMillion, decimal? outputUsdPerMillion) => inputUsdPerMillion is null && outputUsdPerMillion is null
        ? null
        : new ModelPrice { InputUsdPerMillion = inputUsdPerMillion ?? 0, OutputUsdPerMillion = outputUsdPerMillion ?? 0 };

    /// <summary>What a call cost.</summary>
    public decimal Of(long inputTokens, long outputTokens) =>
        UsdPerCall + (((inputTokens * InputUsdPerMillion) + (outputTokens * OutputUsdPerMillion)) / 1_000_000);

    /// <summary>The most that an attempt can cost whose prompt and reply have at most so many tokens.</summary>
    public decimal AtMost(long inputTokens, long outputTokens)
    {
        var sum = 0m;
        for (var ask = 0; ask < Asks; ask++)
        {
            sum += Of(inputTokens + (ask * outputTokens), outputTokens);
        }

        return sum;
    }
}
