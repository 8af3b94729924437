using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>A word that may say what a fact is about.</summary>
internal sealed class LabelWord(string text, int start, bool isName)
{
    private static readonly WordList Sides = new("против against за");
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.OrdinalIgnoreCase)
    {
        ["people"] = "person", ["persons"] = "person", ["men"] = "man", ["women"] = "woman", ["children"] = "child", ["mice"] = "mouse", ["люди"] = "человек", ["людей"] = "человек",
    };

    private readonly string _stem = Stemmer.Stem(Irregular.GetValueOrDefault(text, text));

    /// <summary>As written.</summary>
    public string Text => text;

    /// <summary>Where it begins.</summary>
    public int Start => start;

    /// <summary>Whether it is part of a name.</summary>
    public bool IsName => isName;

    /// <summary>Whether it tells one thing from another: no article, pronoun or preposition, but for the sides of a vote.</summary>
    public bool SaysSomething { get; } = Sides.Contains(text) || (text.Length > 1 && !char.IsDigit(text[0]) && !StopWords.Contains(text, "en") && !StopWords.Contains(text, "ru"));

    private static bool IsRussian(string word) => word.Length > 3 && word[0] is >= '\u0400' and <= '\u04ff';

    /// <summary>Whether both are forms of one word or name.</summary>
    public bool Same(LabelWord other) => _stem == other._stem || ((IsName || other.IsName || IsRussian(text) && IsRussian(other.Text)) && NameLikeness.Same(Text, other.Text));
}
