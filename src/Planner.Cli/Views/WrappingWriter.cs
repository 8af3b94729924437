using System.Text;

namespace Planner.Cli.Views;

/// <summary>Writes text that streams in so that lines break between words. A word is written when it is whole, or with <see cref="Flush"/>.</summary>
/// <param name="output">Where to.</param>
/// <param name="width">Cells in a line, asked for at each word: a terminal may be resized.</param>
internal sealed class WrappingWriter(TextWriter output, Func<int> width)
{
    private readonly StringBuilder _word = new();
    private int _column;
    private int _spaces;

    /// <summary>Takes in more text; control characters are taken out.</summary>
    public void Write(string text)
    {
        foreach (var c in TerminalText.Clean(text))
        {
            switch (c)
            {
                case '\n':
                    EndWord();
                    output.Write('\n');
                    (_column, _spaces) = (0, 0);
                    break;
                case ' ':
                    EndWord();
                    _spaces++;
                    break;
                default:
                    _word.Append(c);
                    break;
            }
        }

        output.Flush();
    }

    /// <summary>Writes what is left, so that the next text begins a line.</summary>
    public void Flush()
    {
        EndWord();
        if (_column > 0)
        {
            output.Write('\n');
        }

        (_column, _spaces) = (0, 0);
        output.Flush();
    }

    private void EndWord()
    {
        if (_word.Length == 0)
        {
            return;
        }

        var word = _word.ToString();
        _word.Clear();
        var cells = Line.CellsOf(word);
        if (_column > 0 && _column + _spaces + cells > width())
        {
            output.Write('\n');
            (_column, _spaces) = (0, 0);
        }

        output.Write(new string(' ', _spaces));
        output.Write(word);
        _column += _spaces + cells;
        _spaces = 0;
    }
}
