using System.Collections.Concurrent;

namespace Planner.Chat;

/// <summary>
/// Estimates tokens without a model's own tokenizer, and corrects itself by what endpoints report. The estimate is by script, on the safe
/// side of what byte-pair encodings of today's models give: Latin letters 0.25 tokens a character, Cyrillic 0.4, Chinese, Japanese and
/// Korean 1, other letters 0.5, digits 0.4, signs 0.6, white space 0.1. Safe for many threads.
/// </summary>
public sealed class TokenCounter
{
    private const double Newest = 0.3;
    private readonly ConcurrentDictionary<string, double> _ratios = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _limits = new(StringComparer.Ordinal);

    /// <summary>How many tokens a text has for a model, as far as can be told.</summary>
    /// <param name="text">The text.</param>
    /// <param name="modelId">The model; null: as estimated, uncorrected.</param>
    public int Count(string text, string? modelId = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sum = 0.0;
        foreach (var c in text)
        {
            sum += Weight(c);
        }

        return (int)Math.Ceiling(sum * RatioOf(modelId));
    }

    /// <summary>By how much the model's own counts differ from the estimate: 1 until something was reported.</summary>
    public double RatioOf(string? modelId) => modelId is not null && _ratios.TryGetValue(modelId, out var ratio) ? ratio : 1;

    /// <summary>Takes in what an endpoint counted for a prompt: a running mean in which the newest counts 0.3, kept between 0.4 and 3.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="estimated">The uncorrected estimate.</param>
    /// <param name="reported">What was counted.</param>
    public void Learn(string modelId, int estimated, long reported)
    {
        if (estimated < 20 || reported <= 0)
        {
            return;
        }

        var seen = Math.Clamp((double)reported / estimated, 0.4, 3);
        _ratios.AddOrUpdate(modelId, seen, (_, before) => (before * (1 - Newest)) + (seen * Newest));
    }

    /// <summary>How many tokens prompt and reply may have together: what the endpoint said when it refused, else what the configuration says.</summary>
    public int LimitOf(ChatModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return _limits.TryGetValue(model.Id, out var limit) ? Math.Min(limit, model.ContextTokens) : model.ContextTokens;
    }

    /// <summary>Takes in the limit that an endpoint named when it refused a prompt.</summary>
    public void LearnLimit(string modelId, int tokens) => _limits[modelId] = tokens;

    private static double Weight(char c) => c switch
    {
        ' ' or '\t' or '\n' or '\r' => 0.1,
        >= '0' and <= '9' => 0.4,
        < '\u0250' when char.IsLetter(c) => 0.25,
        >= '\u0400' and <= '\u052f' => 0.4,
        (>= '\u3040' and <= '\u30ff') or (>= '\u4e00' and <= '\u9fff') or (>= '\u3400' and <= '\u4dbf') or (>= '\uac00' and <= '\ud7af') => 1,
        _ when char.IsLetter(c) => 0.5,
        _ when char.IsSurrogate(c) => 1,
        _ => 0.6,
    };
}
