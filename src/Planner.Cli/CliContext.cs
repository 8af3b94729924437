using Microsoft.Extensions.DependencyInjection;
using Planner.Cli.Views;
using Planner.Inference.OpenAI;
using Planner.Routing;
using Spectre.Console;

namespace Planner.Cli;

/// <summary>What commands share: the streams, the environment, and the services, which are made when a command first needs them.</summary>
internal sealed class CliContext : IAsyncDisposable
{
    private const int PlainWidth = 160;
    private ServiceProvider? _services;
    private IAnsiConsole? _console;
    private Interrupts? _interrupts;

    /// <summary>Standard input.</summary>
    public required TextReader Input { get; init; }

    /// <summary>Standard output: results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error: progress, warnings, errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether nobody types.</summary>
    public bool InputRedirected { get; init; }

    /// <summary>Whether someone reads standard output on a terminal.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Environment variables.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where relative paths start.</summary>
    public string WorkingDirectory { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Makes the services.</summary>
    public Func<CliContext, ServiceProvider> Compose { get; init; } = Composition.Build;

    /// <summary>Whether the services are those of a server.</summary>
    public bool Serves { get; set; }

    /// <summary>Settings from the command line, strongest.</summary>
    public IReadOnlyList<string> Overrides { get; set; } = [];

    /// <summary>Cancelled by Ctrl-C; a token from a test wins.</summary>
    public CancellationToken Cancellation
    {
        get => Doing ?? (field.CanBeCanceled ? field : (_interrupts ??= new Interrupts(LeaveTerminal)).Token);
        init;
    }

    /// <summary>Where a chat's lines come from; null: a line editor for a person, else <see cref="Input"/>.</summary>
    public Chat.IChatInput? ChatInput { get; init; }

    /// <summary>Cancels what a chat is doing just now, in place of what cancels the program.</summary>
    public CancellationToken? Doing { get; set; }

    /// <summary>Ends a chat as a whole: a token from a test. Ctrl-C only stops what it does.</summary>
    public CancellationToken ChatCancellation { get; init; }

    /// <summary>Whether what is drawn may move.</summary>
    public bool IsLive =>
        OutputIsTerminal && !Has("CI") && Environment("TERM") is not ("dumb" or "");

    /// <summary>Whether full details of errors are wanted.</summary>
    public bool Debug => Environment("PLANNER_DEBUG") is { Length: > 0 } and not "0";

    /// <summary>The terminal, or plain text of a fixed width where there is none.</summary>
    public IAnsiConsole Console
    {
        get => _console ??= CreateConsole();
        init => _console = value;
    }

    /// <summary>The service of that type.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>The services.</summary>
    public IServiceProvider Services => _services ??= Compose(this);

    /// <summary>Finds out what the controller is before it is first called, where that is not known yet; see <see cref="ControllerProbe.LearnAsync"/>.</summary>
    public Task KnowControllerAsync(Egress ceiling, CancellationToken cancellationToken) =>
        Services.GetService<ControllerProbe>()?.LearnAsync(ceiling, cancellationToken) ?? Task.CompletedTask;

    /// <summary>Sends log lines into a view until the result is disposed.</summary>
    public IDisposable? LogTo(IRunView view) => Services.GetService<ViewLogging>()?.Use(view);

    /// <summary>Writes lines to standard output, with colours where it is a terminal.</summary>
    public void Write(params IEnumerable<Line> lines) => Console.Write(new Lines([.. lines]));

    /// <summary>Gives the terminal back as it was: with its cursor, and pastes unmarked. For a program that is about to be ended in the middle of drawing.</summary>
    public void LeaveTerminal()
    {
        if (IsLive)
        {
            Output.Write("\x1b[?25h\x1b[?2004l\n");
            Output.Flush();
        }
    }

    /// <summary>The streams and the environment of this process.</summary>
    public static CliContext ForProcess() => new()
    {
        Input = System.Console.In,
        Output = System.Console.Out,
        Error = System.Console.Error,
        InputRedirected = System.Console.IsInputRedirected,
        OutputIsTerminal = !System.Console.IsOutputRedirected,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _interrupts?.Dispose();
    }

    private bool Has(string variable) => Environment(variable) is { Length: > 0 };

    private IAnsiConsole CreateConsole()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = IsLive ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = IsLive && !Has("NO_COLOR") ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Output),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!OutputIsTerminal)
        {
            console.Profile.Width = PlainWidth;
        }

        console.Profile.Capabilities.Unicode = Output.Encoding.CodePage is 65001 or 1200;
        return console;
    }
}
