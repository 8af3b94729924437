using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Planner.Cli.Commands;

/// <summary>The <c>planner</c> command with all its commands.</summary>
internal static class RootFactory
{
    private const string Examples = """
        Examples:
          planner demo
          planner ask "Read this page and translate it into Spanish" --file page.png
          planner ask "How much did Berlin sell in March?" --file sales.csv --json
          planner plan "Transcribe the call and summarise it" --file call.wav --format mermaid
        """;

    /// <summary>Makes the command tree; nothing is loaded for it.</summary>
    public static RootCommand Create(CliContext context)
    {
        var root = new RootCommand("Plans a request as a graph of AI tasks, runs each on the model that fits, and answers.")
        {
            DemoCommand.Create(context),
            SetupCommand.Create(context),
            AskCommand.Create(context),
            ChatCommand.Create(context),
            PlanCommand.Create(context),
            ModelsCommand.Create(context),
            TasksCommand.Create(context),
            ToolsCommand.Create(context),
            ConversationsCommand.Create(context),
            AssistantsCommand.Create(context),
            RunsCommand.Create(context),
            ShowCommand.Create(context),
            ExplainCommand.Create(context),
            RateCommand.Create(context),
            StatsCommand.Create(context),
            BudgetsCommand.Create(context),
            ResumeCommand.Create(context),
            RerunCommand.Create(context),
            SaveCommand.Create(context),
            SavedCommand.Create(context),
            RunCommand.Create(context),
            InstancesCommand.Create(context),
            GroupsCommand.Create(context),
            RoutesCommand.Create(context),
            ServeCommand.Create(context),
            EngineCommand.Create(context),
            McpCommand.Create(context),
            KeysCommand.Create(context),
            DoctorCommand.Create(context),
            EvalCommand.Create(context),
            CommonOptions.Set,
        };
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new HelpWithExamples();
        }

        root.SetAction(parsed => new HelpWithExamples().Invoke(parsed));
        return root;
    }

    private sealed class HelpWithExamples : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = new HelpAction().Invoke(parseResult);
            if (parseResult.CommandResult.Command is RootCommand)
            {
                parseResult.InvocationConfiguration.Output.WriteLine(Examples);
            }

            return code;
        }
    }
}
