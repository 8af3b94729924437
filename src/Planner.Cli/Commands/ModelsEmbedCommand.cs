using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Chat;
using Planner.Cli.Views;
using Planner.Matching;

namespace Planner.Cli.Commands;

/// <summary><c>planner models embed</c>: has the cards made vectors by the embedding model.</summary>
internal static class ModelsEmbedCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("embed", "Have cards made vectors by the embedding model (Planner:Embeddings); goes on where it was interrupted") { CommonOptions.Json };
        command.SetAction(async (parsed, _) =>
        {
            var embedding = context.Get<CardEmbedding>();
            try
            {
                var (embedded, before) = await embedding.RunAsync(new Progress(context), context.Cancellation);
                if (parsed.GetValue(CommonOptions.Json))
                {
                    context.WriteJson(new JsonObject { ["model"] = embedding.Model!.Id, ["embedded"] = embedded, ["before"] = before });
                }
                else
                {
                    context.Write(new Line().Add(string.Create(CultureInfo.InvariantCulture, $"{embedded:N0} cards have vectors of {embedding.Model!.Id} now; {before:N0} had them before.")));
                }

                return ExitCodes.Ok;
            }
            catch (Exception exception) when (exception is ChatException or CatalogException)
            {
                throw new CommandLineException(exception.Message, exception);
            }
        });
        return command;
    }

    private sealed class Progress(CliContext context) : IProgress<long>
    {
        private long _told;

        public void Report(long value)
        {
            if (value - _told >= 10_000)
            {
                _told = value;
                context.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value:N0} cards …"));
            }
        }
    }
}
