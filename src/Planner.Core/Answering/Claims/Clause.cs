using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>A clause that says something is so, or is not; that something rose, or fell.</summary>
internal sealed partial class Clause
{
    private static readonly WordList Others = new("i we he she it they his her its their our this that company firm я мы он она оно они его её ее их компания фирма предприятие");

    private Clause(IReadOnlyList<LabelWord> words, LabelWord? denied, int direction) => (Words, Denied, Direction) = (words, denied, direction);

    /// <summary>What it says it of: its words and figures, without those that only say which way.</summary>
    public IReadOnlyList<LabelWord> Words { get; }

    /// <summary>Of a record, the names and numbers in it; of a sentence none.</summary>
    public IReadOnlyList<LabelWord> Owners { get; private init; } = [];

    /// <summary>Whether it speaks of "her" or "the company": who that is, is said elsewhere.</summary>
    public bool IsOfOthers { get; private init; }

    /// <summary>The word that it denies; null when it affirms.</summary>
    public LabelWord? Denied { get; }

    /// <summary>1 when it says that something rose, -1 that it fell, 0 neither.</summary>
    public int Direction { get; }

    /// <summary>The clauses of a line whose sense is plain. Of a record's cells only those that say yes or no, or are sentences.</summary>
    public static IEnumerable<Clause> Of(EvidenceLine line)
    {
        var start = 0;
        foreach (var end in Ends().Matches(line.Text).Select(match => match.Index).Append(line.Text.Length))
        {
            if (Read(line, start, end) is { } clause)
            {
                yield return clause;
            }

            start = end;
        }
    }

    /// <summary>Whether one denies what the other says. To deny a thing and to say that it was refused is the same.</summary>
    public bool Opposes(Clause other) => (Denied is null) != (other.Denied is null)
        ? Direction * other.Direction >= 0 && (Denied ?? other.Denied) is { } denied && Words.Any(denied.Same) && other.Words.Any(denied.Same)
            && Words.Concat(other.Words).Where(word => Refused().IsMatch(word.Text)).All(denied.Same)
        : Direction * other.Direction < 0;

    /// <summary>Whether a word tells which record is meant: a name, a number of two digits or more.</summary>
    public static bool IsIdentity(LabelWord word) => word.IsName || (word.Text.Length > 1 && char.IsDigit(word.Text[0]));

    /// <summary>1 when the text says that something rises, -1 that it falls, 0 neither or both.</summary>
    public static int DirectionOf(string text) => (Rise().IsMatch(text) ? 1 : 0) - (Fall().IsMatch(text) ? 1 : 0);

    private static Clause? Read(EvidenceLine line, int start, int end)
    {
        var text = line.Text[start..end];
        var (denials, rises, falls) = (Denial().Matches(text), Rise().Matches(text), Fall().Matches(text));
        var words = line.Words.Where(word => word.Start >= start && word.Start < end && (word.SaysSomething || char.IsDigit(word.Text[0]))).ToList();
        var cell = line.Cells.FirstOrDefault(cell => words.Count > 0 && cell.Span.Contains(words[0].Start));
        if (words.Count == 0 || denials.Count > 1 || (rises.Count > 0 && falls.Count > 0) || Limited().IsMatch(text) || (cell is { IsVerdict: false } && (cell.Column is null || line.Words.Count(word => cell.Span.Contains(word.Start)) < 4)))
        {
            return null;
        }

        var denial = denials.Count == 0 ? (int?)null : start + denials[0].Index;
        var next = words.Find(word => word.Start > denial);
        var denied = next is not null && Intent().IsMatch(next.Text) ? words.Find(word => word.Start > next.Start) ?? words.FindLast(word => word.Start < denial)
            : next is null && text.LastIndexOf(':') is var colon and >= 0 && start + colon < denial ? words.FindLast(word => word.Start < start + colon)
            : next;
        if (denial is not null && denied is null)
        {
            return null;
        }

        return new Clause(
            [.. words.Where(word => word.Start != denial && !rises.Concat(falls).Any(match => start + match.Index == word.Start))],
            denied,
            DirectionOf(text))
        {
            IsOfOthers = line.Words.Any(word => word.Start >= start && word.Start < end && Others.Contains(word.Text)),
            Owners = [.. line.Words.Where(word => cell is { IsVerdict: true } && IsIdentity(word))],
        };
    }

    [GeneratedRegex(@"[;\t!?]|,(?!\d)|\.(?=\s|$)|(?<!\p{L})(?:and|but|while|whereas|и|а|но)(?!\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Ends();

    [GeneratedRegex(@"(?<!\p{L})(?:not|no(?![.\d]|\s*\d)|never|nobody|none|nothing|neither|cannot|\p{L}+n['’]t|avoid\w*|refus\w+|rul(?:ed?|es|ing) out|den(?:y|ies|ied)|(?<=\b(?:is|are|was|were|be|been|vot\w+|spoke|speaks)\s)against(?!\s*\d)|oppos\w+|не|нет|ни|никто|ничего|никогда)(?!\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Denial();

    // "Не планируется", "will not try to": what is not intended is said by another word.
    [GeneratedRegex(@"^(?:планир\w+|собира\w+|намер\w+|пришл\w+|удал\w+|plan\w*|intend\w*|tr(?:y|ied)|expect\w*|yet)$", RegexOptions.IgnoreCase)]
    private static partial Regex Intent();

    [GeneratedRegex(@"^(?:reject|cancel|abandon|withdr|отклон|отмен|отказ|запре)\w+$", RegexOptions.IgnoreCase)]
    private static partial Regex Refused();

    // "Not before Monday", "не более двух" deny nothing.
    [GeneratedRegex(@"(?<!\p{L})(?:not|no|never|cannot|\p{L}+n['’]t|не|нет|ни)\s.*(?<!\p{L})(?:before|until|unless|only|except|than|without|later|раньше|только|кроме|пока|позднее|позже|без|более|менее|больше|меньше)(?!\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Limited();

    [GeneratedRegex(@"(?<!\p{L})(?:rose|rises?|rising|risen|grew|grows?|growing|grown|increas\w+|climb\w*|gain\w*|rais\w+|up|вырос\w*|выраст\w*|рос|росл[аи]|увелич\w+|повы[сш]\w+|подорожал\w*|поднял\w*|подн[яи]м\w*)(?!\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Rise();

    [GeneratedRegex(@"(?<!\p{L})(?:fell|falls?|falling|fallen|drop\w*|declin\w+|decreas\w+|down|lower(?:s|ed|ing)|reduc\w+|lost|shr[aiu]nk\w*|упал\w*|пада\w+|сни[зж]\w+|сокра[тщ]\w+|уменьш\w+|подешев\w+|опустил\w*)(?!\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Fall();
}
