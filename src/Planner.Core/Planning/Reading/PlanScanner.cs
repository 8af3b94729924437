using System.Text;

namespace Planner.Planning.Reading;

/// <summary>
/// Finds the steps of a plan in a reply while it is being written, character by character, so that how the reply is cut into pieces can
/// make no difference. Prose, fences and <c>&lt;think&gt;</c> blocks around the JSON are passed over.
/// </summary>
internal sealed class PlanScanner
{
    // The names under which models put their list of steps, and the objects that they wrap it into.
    private static readonly HashSet<string> Lists = new(StringComparer.OrdinalIgnoreCase) { "steps", "task_nodes", "plan", "tasks", "nodes", "task_list", "subtasks", "tool_calls" };
    private static readonly HashSet<string> Wraps = new(StringComparer.OrdinalIgnoreCase) { "arguments", "parameters", "function", "input", "plan", "result", "response", "output", "tool_input" };
    private static readonly string[] Thoughts = ["think", "thinking", "thought", "reasoning"];

    private readonly StringBuilder _text = new();
    private readonly Stack<Frame> _open = new();
    private State _state;
    private char _quote;
    private int _at;
    private int _name;
    private string? _thought;
    private bool _listed;
    private bool _gaveSteps;

    private enum State
    {
        /// <summary>Between tokens.</summary>
        Between,

        /// <summary>In a string.</summary>
        Quoted,

        /// <summary>In a string, after a backslash.</summary>
        Escaped,

        /// <summary>After a quote that may be the string's end.</summary>
        MayBeClosed,

        /// <summary>In a comment to the end of the line.</summary>
        Comment,
    }

    /// <summary>Whether an object or list is open: the reply is in the middle of its plan, or broke off there.</summary>
    public bool IsOpen => _open.Count > 0;

    /// <summary>Takes in the next piece of the reply, and gives what it completes.</summary>
    public IReadOnlyList<PlanPart> Feed(string piece)
    {
        var found = new List<PlanPart>();
        _text.Append(piece);
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (_open.Count == 0)
            {
                Outside(c);
            }
            else if (!Inside(c, found))
            {
                // No JSON after all, a brace in prose: what follows the brace is looked at again, but no step is given twice.
                _at = _gaveSteps ? _at : _open.Last().Start;
                _open.Clear();
                _state = State.Between;
            }
        }

        return found;
    }

    private void Outside(char c)
    {
        if (c == '>' && Tag() is { } tag)
        {
            _thought = tag[0] != '/' ? _thought ?? tag : tag[1..] == _thought ? null : _thought;
        }
        else if (c is '{' or '[' && _thought is null)
        {
            (_listed, _gaveSteps) = (false, false);
            _state = State.Between;
            _open.Push(new Frame(c == '[', _at, null) { IsList = c == '[' });
        }
    }

    /// <summary>The thought's tag that ends here, <c>think</c> or <c>/think</c>, or null.</summary>
    private string? Tag()
    {
        for (var start = _at - 1; start >= 0 && _at - start < 12; start--)
        {
            if (_text[start] == '<')
            {
                var name = _text.ToString(start + 1, _at - start - 1).ToLowerInvariant();
                return Thoughts.Contains(name.TrimStart('/'), StringComparer.Ordinal) ? name : null;
            }
        }

        return null;
    }

    // False: it is no JSON.
    private bool Inside(char c, List<PlanPart> found)
    {
        switch (_state)
        {
            case State.Escaped:
                _state = State.Quoted;
                return true;
            case State.Quoted:
                _state = c == '\\' ? State.Escaped : c == _quote ? State.MayBeClosed : State.Quoted;
                return true;
            case State.MayBeClosed when c is ' ' or '\t':
                return true;
            case State.MayBeClosed when !LooseJson.Closes(c):
                _state = State.Quoted;
                return Inside(c, found);
            case State.MayBeClosed:
                _state = State.Between;
                _open.Peek().Closed(_text.ToString(_name, _at - _name).TrimEnd()[..^1]);
                return Inside(c, found);
            case State.Comment:
                _state = c == '\n' ? State.Between : State.Comment;
                return true;
            default:
                return Between(c, found);
        }
    }

    private bool Between(char c, List<PlanPart> found)
    {
        var frame = _open.Peek();
        if (c is '"' or '\'')
        {
            (_state, _quote, _name) = (State.Quoted, c, _at + 1);
            return frame.IsArray ? frame.IsStarted || _open.Count > 1 : true;
        }

        switch (c)
        {
            case '{' or '[':
                return Open(c, frame);
            case '}' or ']':
                return Close(c, frame, found);
            case ':':
                frame.Key = frame.Last ?? Word();
                (frame.Last, frame.IsStarted) = (null, true);
                return !frame.IsArray && frame.Key is not null;
            case ',':
                (frame.Key, frame.Last) = (null, null);
                return frame.IsStarted || _open.Count > 1;
            case '/' when _at > 0 && _text[_at - 1] == '/':
                _state = State.Comment;
                return true;
            default:
                // Nothing but an object or a list can be first in a list of steps, and nothing but a key in an object.
                return char.IsWhiteSpace(c) || c == '/' || frame.IsStarted || (!frame.IsArray && (frame.Key is not null || IsName(c))) || (frame.IsArray && _open.Count > 1);
        }
    }

    private static bool IsName(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.';

    // The key without quotes that ends here.
    private string? Word()
    {
        var end = _at;
        while (end > 0 && char.IsWhiteSpace(_text[end - 1]))
        {
            end--;
        }

        var start = end;
        while (start > 0 && IsName(_text[start - 1]))
        {
            start--;
        }

        return start < end ? _text.ToString(start, end - start) : null;
    }

    private bool Open(char c, Frame parent)
    {
        if (!parent.IsArray && parent.Key is null)
        {
            return false;
        }

        parent.IsStarted = true;
        var inStep = parent.InStep || parent.IsStep;
        var frame = new Frame(c == '[', _at, parent.Key)
        {
            InStep = inStep,
            IsWrap = c == '{' && !inStep && !parent.IsArray && parent.Key is { } key && (Wraps.Contains(key)) && (parent.IsWrap || _open.Count == 1),
            IsList = c == '[' && !inStep && !parent.IsArray && parent.Key is { } name && Lists.Contains(name) && (parent.IsWrap || _open.Count == 1),
            IsStep = c == '{' && !inStep && parent.IsList,
        };
        _listed |= frame.IsList;
        _open.Push(frame);
        return true;
    }

    private bool Close(char c, Frame frame, List<PlanPart> found)
    {
        // "{braces}" in prose are no object, "{}" is one.
        if (frame.IsArray != (c == ']') || (!frame.IsStarted && _open.Count == 1 && _text.ToString(frame.Start + 1, _at - frame.Start - 1).Trim().Length > 0))
        {
            return false;
        }

        _open.Pop();
        if (frame.IsStep)
        {
            _gaveSteps = true;
            found.Add(new PlanPart(PlanPartKind.Step, Slice(frame), _open.Peek().Under));
        }
        else if (_open.Count == 0)
        {
            found.Add(new PlanPart(frame.IsArray || _listed ? PlanPartKind.Whole : PlanPartKind.Object, Slice(frame)));
        }
        else
        {
            (_open.Peek().IsStarted, _open.Peek().Key) = (true, null);
        }

        return true;
    }

    private string Slice(Frame frame) => _text.ToString(frame.Start, _at - frame.Start + 1);

    private sealed class Frame(bool isArray, int start, string? under)
    {
        public bool IsArray { get; } = isArray;

        public int Start { get; } = start;

        /// <summary>The key that it stands under.</summary>
        public string? Under { get; } = under;

        /// <summary>A list of steps.</summary>
        public bool IsList { get; init; }

        /// <summary>An object around a list of steps.</summary>
        public bool IsWrap { get; init; }

        /// <summary>A step.</summary>
        public bool IsStep { get; init; }

        /// <summary>Somewhere inside a step.</summary>
        public bool InStep { get; init; }

        /// <summary>The key whose value comes.</summary>
        public string? Key { get; set; }

        /// <summary>The string that was closed last.</summary>
        public string? Last { get; set; }

        /// <summary>Whether it has shown itself to be JSON.</summary>
        public bool IsStarted { get; set; }

        public void Closed(string text)
        {
            var isKey = !IsArray && Key is null;
            (Last, Key) = (isKey ? text : null, null);
            IsStarted = true;
        }
    }
}
