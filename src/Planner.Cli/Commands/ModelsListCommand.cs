using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Cli.Views;
using Planner.Serialization;

namespace Planner.Cli.Commands;

/// <summary><c>planner models list</c>: what was synced, imported and added.</summary>
internal static class ModelsListCommand
{
    public static Command Create(CliContext context)
    {
        var origin = new Option<CardOrigin?>("--origin") { Description = "Only from there: hub, import or user", HelpName = "O" };
        var task = new Option<string?>("--task") { Description = "Only models for this task", HelpName = "T" };
        var limit = CommonOptions.Limit(50);
        var command = new Command("list", "List the models that you synced, imported and added, the most downloaded first") { origin, task, limit, CommonOptions.Json };
        command.SetAction((parsed, _) =>
        {
            var store = context.Get<IModelStore>();
            var models = store.List(parsed.GetValue(origin), CommonOptions.KnownTask(context, parsed.GetValue(task)), parsed.GetValue(limit));
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(new JsonObject
                {
                    ["items"] = new JsonArray([.. models.Select(Json)]),
                    ["counts"] = new JsonObject(store.Count().Where(pair => pair.Key != CardOrigin.Shipped).Select(pair => KeyValuePair.Create(Name(pair.Key), (JsonNode?)pair.Value))),
                });
            }
            else if (models.Count == 0)
            {
                context.Error.WriteLine("No model of your own fits. planner models sync brings the Hub's, planner models add one of yours.");
            }
            else
            {
                context.Write(models.Select(Row));
            }

            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    private static string Name(CardOrigin origin) => origin.ToString().ToLowerInvariant();

    private static JsonNode Json(StoredModel model)
    {
        var json = JsonSerializer.SerializeToNode(model.Card, PlannerJson.Context.ModelCard)!.AsObject();
        json["origin"] = Name(model.Origin);
        json["modified"] = model.Modified?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return json;
    }

    private static Line Row(StoredModel model)
    {
        var live = model.Card.Providers?.Where(provider => provider.IsLive).Select(provider => provider.Provider).Distinct().ToList();
        var state = model.Card.Gone ? "gone" : live switch { null => "", [] => "nobody runs it", _ => string.Join(", ", live) };
        return new Line()
            .AddCell(Name(model.Origin), 7, StatusStyle.Dim)
            .AddCell(model.Card.Downloads?.ToString("N0", CultureInfo.InvariantCulture) ?? "", 14, StatusStyle.Dim)
            .Add(TerminalText.OneLine(model.Card.Id), StatusStyle.Strong).Pad(2)
            .Add(string.Join(", ", model.Card.Tasks), StatusStyle.Active).Pad(2)
            .Add(TerminalText.OneLine(state), model.Card.Gone ? StatusStyle.Warn : StatusStyle.Dim);
    }
}
