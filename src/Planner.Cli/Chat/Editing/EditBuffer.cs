using System.Globalization;

namespace Planner.Cli.Chat.Editing;

/// <summary>Text that is being edited, and where the cursor stands in it. The cursor moves by what a reader takes for characters: an emoji is one.</summary>
internal sealed class EditBuffer
{
    private string _cut = "";

    /// <summary>The text; it may have several lines.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Where the cursor stands: before the character of this index.</summary>
    public int Cursor { get; private set; }

    /// <summary>Other text, with the cursor behind it.</summary>
    public void Set(string text) => (Text, Cursor) = (text, text.Length);

    /// <summary>Puts the cursor somewhere else.</summary>
    public void MoveTo(int cursor) => Cursor = Math.Clamp(cursor, 0, Text.Length);

    /// <summary>Puts text in before the cursor.</summary>
    public void Insert(string text) => (Text, Cursor) = (Text.Insert(Cursor, text), Cursor + text.Length);

    /// <summary>Puts text in place of what stands between a place and the cursor.</summary>
    public void Replace(int from, string text)
    {
        Remove(from, Cursor);
        Insert(text);
    }

    /// <summary>Takes out what stands between a place and the cursor, on whichever side it is, to be put in again by <see cref="PutBack"/>.</summary>
    public void Cut(int place)
    {
        var (from, to) = (Math.Min(place, Cursor), Math.Max(place, Cursor));
        if (from < to)
        {
            _cut = Text[from..to];
            Remove(from, to);
        }
    }

    /// <summary>Takes out what stands between two places.</summary>
    public void Remove(int from, int to) => (Text, Cursor) = (Text.Remove(from, to - from), from);

    /// <summary>Puts in what was cut last.</summary>
    public void PutBack() => Insert(_cut);

    /// <summary>One character to the left.</summary>
    public int Left => Cursor == 0 ? 0 : StringInfo.ParseCombiningCharacters(Text[..Cursor])[^1];

    /// <summary>One character to the right.</summary>
    public int Right => Cursor == Text.Length ? Cursor : Cursor + StringInfo.GetNextTextElementLength(Text, Cursor);

    /// <summary>Where the word to the left begins.</summary>
    public int WordLeft
    {
        get
        {
            var at = Cursor;
            while (at > 0 && !char.IsLetterOrDigit(Text[at - 1]))
            {
                at--;
            }

            while (at > 0 && char.IsLetterOrDigit(Text[at - 1]))
            {
                at--;
            }

            return at;
        }
    }

    /// <summary>Where the word to the right ends.</summary>
    public int WordRight
    {
        get
        {
            var at = Cursor;
            while (at < Text.Length && !char.IsLetterOrDigit(Text[at]))
            {
                at++;
            }

            while (at < Text.Length && char.IsLetterOrDigit(Text[at]))
            {
                at++;
            }

            return at;
        }
    }

    /// <summary>Where the white space before the cursor and what stands before that begin: what a shell's Ctrl-W takes.</summary>
    public int BlankLeft
    {
        get
        {
            var at = Cursor;
            while (at > 0 && char.IsWhiteSpace(Text[at - 1]))
            {
                at--;
            }

            while (at > 0 && !char.IsWhiteSpace(Text[at - 1]))
            {
                at--;
            }

            return at;
        }
    }

    /// <summary>Where the cursor's line begins.</summary>
    public int LineStart => Cursor == 0 ? 0 : Text.LastIndexOf('\n', Cursor - 1) + 1;

    /// <summary>Where the cursor's line ends.</summary>
    public int LineEnd => Text.IndexOf('\n', Cursor) is >= 0 and var end ? end : Text.Length;
}
