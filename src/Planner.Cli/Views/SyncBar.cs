using System.Globalization;
using Planner.Inference.HuggingFace.Hub;

namespace Planner.Cli.Views;

/// <summary>How far a sync is, on standard error: a line that is rewritten on a terminal, else a line now and then.</summary>
internal sealed class SyncBar(CliContext context) : IProgress<SyncProgress>, IDisposable
{
    private const int Width = 30;

    // Without a terminal: a line for so many models.
    private const int Step = 5000;
    private readonly bool _live = context.IsLive;
    private int _next;
    private bool _open;

    public void Report(SyncProgress value)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{value.Doing}: {value.Kept:N0} kept of {value.Listed:N0} listed");
        if (_live)
        {
            context.Error.Write($"\r{Bar(value)}{line}\u001b[K");
            _open = true;
        }
        else if (value.Listed >= _next)
        {
            context.Error.WriteLine(line);
            _next = value.Listed - (value.Listed % Step) + Step;
        }
    }

    public void Dispose()
    {
        if (_open)
        {
            context.Error.Write("\r\u001b[K");
            _open = false;
        }
    }

    private static string Bar(SyncProgress value)
    {
        if (value.Of is not { } all)
        {
            return "";
        }

        var done = (int)Math.Min(Width, (long)Width * value.Kept / all);
        return $"{new string('█', done)}{new string('░', Width - done)} {Math.Min(100, 100L * value.Kept / all)} %  ";
    }
}
