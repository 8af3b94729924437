using System.CommandLine;
using System.CommandLine.Parsing;
using Planner.Artifacts;
using Planner.Budgets;
using Planner.Catalog;
using Planner.Cli.Commands;
using Planner.Cli.Views;
using Planner.Inference.HuggingFace.Hub;
using Planner.Routing;
using Planner.Runs;
using Planner.Server;
using Planner.Storage;

namespace Planner.Cli;

/// <summary>Runs one command: parses, acts, and turns what went wrong into a line and an exit code.</summary>
internal static class CommandLine
{
    // "@receipt.png" in a request is a reference to a file of it, not a file with arguments.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code, see <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var parsed = RootFactory.Create(context).Parse(args, Parser);
        if (parsed.Errors is [var first, ..] && parsed.Action is System.CommandLine.Invocation.ParseErrorAction)
        {
            return Fail(context, parsed, "usage", $"{ParseProblem.Of(parsed, first)} See: {HelpOf(parsed.CommandResult.Command)}", ExitCodes.BadInput);
        }

        if (UnknownOption(parsed) is { } option)
        {
            var message = $"There is no option '{option}'. See: {HelpOf(parsed.CommandResult.Command)} (words that begin with a dash go after --)";
            return Fail(context, parsed, "usage", message, ExitCodes.BadInput);
        }

        try
        {
            context.Overrides = parsed.GetValue(CommonOptions.Set) ?? [];
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = context.Output,
                Error = context.Error,
            });
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            return Fail(context, parsed, "cancelled", "cancelled", ExitCodes.Cancelled);
        }
        catch (Exception exception) when (KindOf(exception) is { } kind)
        {
            Debug(context, exception);
            return Fail(context, parsed, kind, exception.Message, ExitCodes.BadInput);
        }
#pragma warning disable CA1031 // The last place: a user gets a line and not a stack trace.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Debug(context, exception);
            return Fail(context, parsed, "internal", $"{exception.Message} This is a fault of Planner's own; PLANNER_DEBUG=1 shows the details.", ExitCodes.Fault);
        }
    }

    // Commands that take words would take a misspelt option for one of them.
    private static string? UnknownOption(ParseResult parsed) => parsed.Tokens
        .TakeWhile(token => token.Type != TokenType.DoubleDash)
        .Where(token => token.Type == TokenType.Argument)
        .Select(token => token.Value)
        .FirstOrDefault(word => word is ['-', '-', not '-', ..] && !word.Any(char.IsWhiteSpace) || word is ['-', var letter] && char.IsAsciiLetter(letter));

    private static string? KindOf(Exception exception) => exception switch
    {
        BadRequestException => "bad-request",
        Planning.PlanFormatException => "plan",
        ArtifactException => "bad-file",
        CommandLineException => "usage",
        CatalogException => "catalog",
        BudgetChangedException => "budgets",
        InstanceException => "instances",
        StorageException => "storage",
        HubException => "hub",
        Tools.ToolException => "tools",
        ServerException => "server",
        Microsoft.Extensions.Options.OptionsValidationException => "configuration",
        UnauthorizedAccessException or IOException => "files",
        _ => null,
    };

    private static int Fail(CliContext context, ParseResult parsed, string kind, string message, int code)
    {
        context.Error.WriteLine($"error: {TerminalText.Clean(message)}");
        if (parsed.CommandResult.Command.Options.Contains(CommonOptions.Json) && parsed.GetValue(CommonOptions.Json))
        {
            context.WriteJson(RunReport.Rejected(kind, message));
        }

        return code;
    }

    private static string HelpOf(Command command)
    {
        var names = new List<string>();
        for (var current = (Symbol?)command; current is Command and not RootCommand; current = current.Parents.FirstOrDefault())
        {
            names.Insert(0, current.Name);
        }

        return string.Join(' ', ["planner", .. names, "--help"]);
    }

    private static void Debug(CliContext context, Exception exception)
    {
        if (context.Debug)
        {
            context.Error.WriteLine(exception);
        }
    }
}
