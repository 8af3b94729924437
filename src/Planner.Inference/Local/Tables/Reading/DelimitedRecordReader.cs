using System.Text;

namespace Planner.Inference.Local.Tables;

/// <summary>
/// Splits text into records and cells after RFC 4180, leniently: a quote inside an unquoted cell is a character, and text after a closing
/// quote is kept. Only a quote that never closes is an error.
/// </summary>
internal sealed class DelimitedRecordReader(string text, char separator, int start)
{
    private readonly StringBuilder _cell = new();
    private int _position = start;
    private int _line = 1;

    /// <summary>The line of a quoted cell that never ended, or 0.</summary>
    public int UnclosedQuoteLine { get; private set; }

    /// <summary>Reads the next record, or null at the end of the text.</summary>
    public DelimitedRecord? Next()
    {
        if (_position >= text.Length)
        {
            return null;
        }

        int line = _line;
        var cells = new List<string>();
        while (true)
        {
            ReadCell();
            cells.Add(_cell.ToString().Trim());
            _cell.Clear();
            if (_position >= text.Length)
            {
                return new DelimitedRecord(line, cells);
            }

            char end = text[_position++];
            if (end == separator)
            {
                continue;
            }

            if (end == '\r' && _position < text.Length && text[_position] == '\n')
            {
                _position++;
            }

            _line++;
            return new DelimitedRecord(line, cells);
        }
    }

    private void ReadCell()
    {
        int opening = _position;
        while (opening < text.Length && text[opening] == ' ')
        {
            opening++;
        }

        if (opening < text.Length && text[opening] == '"')
        {
            _position = opening + 1;
            ReadQuoted();
        }

        while (_position < text.Length && text[_position] != separator && text[_position] is not ('\r' or '\n'))
        {
            _cell.Append(text[_position++]);
        }
    }

    private void ReadQuoted()
    {
        int line = _line;
        for (; _position < text.Length; _position++)
        {
            char c = text[_position];
            if (c == '"' && (_position + 1 >= text.Length || text[_position + 1] != '"'))
            {
                _position++;
                return;
            }

            _position += c == '"' ? 1 : 0;
            _line += c == '\n' ? 1 : 0;
            _cell.Append(c);
        }

        UnclosedQuoteLine = line;
    }
}
