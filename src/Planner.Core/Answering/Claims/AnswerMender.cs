using System.Text;
using System.Text.RegularExpressions;
using Planner.Artifacts;
using Planner.Runs;

namespace Planner.Answering.Claims;

/// <summary>
/// Lets a sentence of an answer through with what its sources do not bear out marked: citations of steps that gave nothing are taken out,
/// addresses that nobody gave are taken out, files that do not exist and facts that are not in the cited steps get a ⚠.
/// </summary>
/// <param name="sources">What may be cited.</param>
/// <param name="report">Told each mend.</param>
/// <param name="phrases">The language of the marks.</param>
/// <param name="language">The language of the answer, ISO 639-1, when known.</param>
internal sealed partial class AnswerMender(AnswerSources sources, Action<AnswerMended> report, Phrases phrases, string? language)
{
    private readonly Dictionary<string, ClaimChecker> _checkers = new(StringComparer.Ordinal);

    /// <summary>The sentence as it may be shown.</summary>
    public string Mend(string sentence) => MarkClaims(MarkFiles(RemoveAddresses(RemoveCitations(sentence))));

    private string RemoveCitations(string sentence) => Citations.Pattern().Replace(sentence, citation =>
    {
        var ids = citation.Groups["id"].Captures.Select(capture => capture.Value).ToList();
        var known = ids.Where(sources.Values.ContainsKey).ToList();
        if (known.Count == ids.Count)
        {
            return citation.Value;
        }

        var after = known.Count == 0 ? "" : $"[{string.Join(", ", known)}]";
        report(new AnswerMended { Before = citation.Value, After = after, Why = $"{string.Join(", ", ids.Except(known))} gave no result that could be cited" });
        return after;
    });

    private string RemoveAddresses(string sentence) => Address().Replace(sentence, address =>
    {
        var key = CodeFact.KeyOf(address.Value.TrimEnd('.', ',', ';', ':', '!', '?', ')'));
        if (sources.Context.Key.Contains(key, StringComparison.Ordinal) || sources.All.Any(source => source.Key.Contains(key, StringComparison.Ordinal)))
        {
            return address.Value;
        }

        var mark = $"⚠ ({phrases.LinkRemoved})";
        report(new AnswerMended { Before = address.Value, After = mark, Why = "the address is in no result and not in the request" });
        return mark;
    });

    private string MarkFiles(string sentence) => FileName().Replace(sentence, file =>
    {
        var name = file.Value;
        if (MediaTypes.FromName(name) is null || sources.Files.Contains(name) || IsMentioned(name))
        {
            return name;
        }

        var marked = $"{name} ⚠ ({phrases.NoSuchFile})";
        report(new AnswerMended { Before = name, After = marked, Why = "no step made such a file and none was attached" });
        return marked;
    });

    private bool IsMentioned(string name) =>
        CodeFact.KeyOf(name) is var key && (sources.Context.Key.Contains(key, StringComparison.Ordinal) || sources.All.Any(source => source.Key.Contains(key, StringComparison.Ordinal)));

    private string MarkClaims(string sentence)
    {
        if (sources.Values.Count == 0)
        {
            return sentence;
        }

        var marked = new StringBuilder();
        foreach (var part in CitedText.Parts(sentence))
        {
            marked.Append(Mark(part.Span.In(sentence).ToString(), part.Steps));
        }

        return marked.ToString();
    }

    private string Mark(string claim, IReadOnlyList<string> steps)
    {
        var problems = CheckerOf(steps).Check(claim).Where(problem => steps.Count > 0 || IsWeighty(claim, problem)).ToList();
        if (problems.Count == 0)
        {
            return claim;
        }

        var marked = new StringBuilder(claim);
        for (var i = problems.Count - 1; i >= 0; i--)
        {
            // One explanation for all marks of a claim.
            var why = i < problems.Count - 1 ? "" : $" ({Explain(problems[i], steps)})";
            marked.Insert(problems[i].Span.End, " ⚠" + why);
        }

        var wrong = string.Join(", ", problems.Select(problem => $"'{problem.Span.In(claim)}'"));
        report(new AnswerMended
        {
            Before = claim.Trim(),
            After = marked.ToString().Trim(),
            Why = steps.Count == 0 ? $"{wrong} is in no result" : problems.Exists(problem => !problem.Misplaced) ? $"{wrong} is not in {string.Join(", ", steps)}" : $"{string.Join(", ", steps)} says otherwise than {wrong}",
        });
        return marked.ToString();
    }

    private string Explain(ClaimProblem problem, IReadOnlyList<string> steps) =>
        steps.Count == 0 ? phrases.InNoResult
        : string.Format(System.Globalization.CultureInfo.InvariantCulture, problem.Misplaced ? phrases.OfAnother : phrases.NotIn, string.Join(", ", steps));

    // Without a citation, "two things" and single digits are the answer's own words.
    private static bool IsWeighty(string claim, ClaimProblem problem) => !problem.Misplaced && problem.Span.Length > 1 && claim.AsSpan(problem.Span.Start, problem.Span.Length).IndexOfAnyInRange('0', '9') >= 0;

    private ClaimChecker CheckerOf(IReadOnlyList<string> steps)
    {
        var key = string.Join(',', steps);
        if (!_checkers.TryGetValue(key, out var checker))
        {
            checker = _checkers[key] = steps.Count == 0
                ? new ClaimChecker([.. sources.All, sources.Context], null, language)
                : new ClaimChecker([.. steps.Select(sources.EvidenceOf)], sources.Context, language);
        }

        return checker;
    }

    [GeneratedRegex(@"(?:https?|ftp|file|data|javascript)://?[^\s<>""«»\]]+|\bdata:[a-z]+/[^\s<>""]+|\bjavascript:[^\s<>""]+|\bwww\.[^\s<>""«»\]]+", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![\p{L}\d/\\.@])(?:[~./\\]{0,3}(?:[\p{L}\d_-]+[/\\])*)?[\p{L}\d_][\p{L}\d_()-]*(?:\.[\p{L}\d_-]+)*\.[\p{L}\d]{2,5}(?![\p{L}\d@])")]
    private static partial Regex FileName();
}
