using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Planner.Inference.OpenAI;

/// <summary>
/// Knows from an error that the prompt does not fit the model, and how much would. The wordings are those of OpenAI, Azure, vLLM, llama.cpp,
/// LM Studio, TGI and TEI, Ollama, Anthropic, Gemini and Mistral.
/// </summary>
internal static partial class ContextLimit
{
    private static readonly string[] Words =
    [
        "context length", "context window", "context size", "context_length", "prompt is too long", "prompt too long", "maximum model length", "too many tokens",
        "reduce the length", "token count exceeds", "maximum number of tokens", "input is too long", "input token count", "input tokens exceed", "model's context length",
    ];

    /// <summary>
    /// Whether one call asks for more tokens than are allowed in a minute (Groq, OpenAI's lower tiers): it will never be let through, and a shorter one will.
    /// </summary>
    /// <param name="message">The error's message.</param>
    public static bool IsMoreThanAMinutes(string message) => AtOnce().IsMatch(message);

    /// <summary>Whether the error says so.</summary>
    /// <param name="message">Its message.</param>
    /// <param name="code">Its code or type.</param>
    public static bool IsMeant(string message, string? code) =>
        code is "context_length_exceeded" or "exceed_context_size_error"
        || Words.Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase)) || Stated().IsMatch(message);

    /// <summary>How many tokens the model takes; null: the error does not say.</summary>
    public static int? Read(string message, JsonElement error)
    {
        if (error.ValueKind == JsonValueKind.Object && error.TryGetProperty("n_ctx", out var size) && size.ValueKind == JsonValueKind.Number && size.TryGetInt32(out var tokens))
        {
            return tokens;
        }

        var match = Stated().Match(message) is { Success: true } stated ? stated : AtOnce().Match(message);
        var digits = match.Groups["limit"].Value.Replace(",", "", StringComparison.Ordinal);
        return int.TryParse(digits, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : null;
    }

    [GeneratedRegex(
        """
        (?: maximum\ context\ length\ (?:is|of)
          | context\ length\ (?:is|of)\ only | context\ length\ is | context\ window\ (?:is|of)
          | maximum\ model\ length\ of | maximum\ (?:prompt|input)\ length\ (?:is|of)
          | context\ size\ \( | context\ length\ \( | only\ supports\ up\ to | cannot\ exceed | configured\ limit\ of | exceeded\ maximum\ context\ length\ \(
          | tokens`?\ \+\ `max_new_tokens`\ must\ be\ <= | inputs`\ must\ have\ less\ than | tokens\ >
          | maximum\ number\ of\ tokens\ allowed\ (?:is|of|\()
        ) \s* \(? (?<limit>\d[\d,]*)
        | (?<limit>\d[\d,]*) \s+ maximum\ context\ length
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Stated();

    [GeneratedRegex(@"Request too large.*Limit (?<limit>\d[\d,]*), Requested \d", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex AtOnce();
}
