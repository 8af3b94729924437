using Microsoft.Extensions.Logging;
using Planner.Cli.Views;

namespace Planner.Cli;

/// <summary>Sends log lines into the view of the run at work, so that they do not break its picture; without a view, to standard error.</summary>
internal sealed class ViewLogging(TextWriter error) : ILoggerProvider
{
    private volatile IRunView? _view;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>Uses a view until the result is disposed.</summary>
    public IDisposable Use(IRunView view)
    {
        _view = view;
        return new Release(this);
    }

    private void Write(LogLevel level, string text)
    {
        if (_view is { } view)
        {
            view.Say(text, level >= LogLevel.Warning);
        }
        else
        {
            error.WriteLine(TerminalText.OneLine(text));
        }
    }

    private sealed class Release(ViewLogging logging) : IDisposable
    {
        public void Dispose() => logging._view = null;
    }

    private sealed class Logger(ViewLogging logging, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var cause = exception is null ? "" : $" ({exception.Message})";
            logging.Write(logLevel, $"{logLevel.ToString().ToLowerInvariant()}: {category[(category.LastIndexOf('.') + 1)..]}: {formatter(state, exception)}{cause}");
        }
    }
}
