using System.CommandLine;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Planner.Budgets;
using Planner.Cli.Views;
using Planner.Server;
using Planner.Server.Security;

namespace Planner.Cli.Commands;

/// <summary><c>planner keys</c>: who may call the server.</summary>
internal static class KeysCommand
{
    public static Command Create(CliContext context) => new("keys", "Manage the API keys of planner serve")
    {
        Add(context),
        List(context),
        Remove(context),
    };

    private static Command Add(CliContext context)
    {
        var user = new Argument<string>("NAME") { Description = "Whose key it is; several keys may have one name" };
        var admin = new Option<bool>("--admin") { Description = "Let it see and change everybody's runs and files" };
        var requests = new Option<int?>("--requests-per-minute") { Description = "How many requests it may make in a minute; without it, Planner:Server:RequestsPerMinute", HelpName = "N" };
        var budget = new Option<string?>("--budget") { Description = "US dollars that it may spend a day, such as 5; planner budgets changes it", HelpName = "USD" };
        var command = new Command("add", "Make a key; it is shown once") { user, admin, requests, budget, CommonOptions.Json };
        command.SetAction(async (parsed, _) =>
        {
            if (parsed.GetValue(requests) is <= 0)
            {
                throw new CommandLineException("--requests-per-minute takes a whole number from 1 on.");
            }

            var usd = parsed.GetValue(budget) is { } text ? CommonOptions.Usd(text) ?? throw new CommandLineException($"'{text}' is no amount. Write US dollars as 0.50.") : (decimal?)null;
            var (secret, key) = Store(context).Add(parsed.GetRequiredValue(user), parsed.GetValue(admin) ? ApiRole.Admin : ApiRole.User, parsed.GetValue(requests));
            if (usd is { } limit)
            {
                await context.Get<BudgetBook>().SaveAsync(new Budget { Id = Budget.OfKey(key.Id), LimitUsd = limit, Period = BudgetPeriod.Day }, context.Cancellation);
            }

            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(new JsonObject { ["id"] = key.Id, ["user"] = key.User, ["role"] = RoleOf(key), ["key"] = secret });
            }
            else
            {
                context.Output.WriteLine(secret);
                context.Error.WriteLine($"The key of {TerminalText.OneLine(key.User)} ({RoleOf(key)}). It is kept only as a hash and can't be shown again.");
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command List(CliContext context)
    {
        var command = new Command("list", "List the keys") { CommonOptions.Json };
        command.SetAction((parsed, _) =>
        {
            var keys = Store(context).Keys;
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(new JsonObject
                {
                    ["items"] = new JsonArray([.. keys.Select(key => new JsonObject { ["id"] = key.Id, ["user"] = key.User, ["role"] = RoleOf(key), ["createdAt"] = key.CreatedAt, ["requestsPerMinute"] = key.RequestsPerMinute })]),
                });
            }
            else if (keys.Count == 0)
            {
                context.Error.WriteLine("There are no keys: planner serve listens on this machine only, and whoever sits at it may do everything.");
            }
            else
            {
                context.Write(keys.Select(key => new Line().AddCell(key.Id, 11, StatusStyle.Strong).AddCell(RoleOf(key), 6).Add($"{key.CreatedAt:yyyy-MM-dd}", StatusStyle.Dim).Pad(2).Add(TerminalText.OneLine(key.User))));
            }

            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    private static Command Remove(CliContext context)
    {
        var name = new Argument<string>("KEY") { Description = "The id of a key, or a name, whose keys are all removed" };
        var command = new Command("remove", "Remove a key; a running server stops taking it at once") { name };
        command.SetAction((parsed, _) =>
        {
            var asked = parsed.GetRequiredValue(name);
            var removed = Store(context).Remove(asked);
            if (removed.Count == 0)
            {
                throw new CommandLineException($"There is no key '{asked}'. planner keys list shows them.");
            }

            context.Error.WriteLine($"removed {string.Join(", ", removed.Select(key => $"{key.Id} ({TerminalText.OneLine(key.User)})"))}");
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    private static string RoleOf(ApiKey key) => key.Role == ApiRole.Admin ? "admin" : "user";

    private static ApiKeyStore Store(CliContext context) => new(context.Services.GetRequiredService<IOptions<ServerOptions>>(), context.Clock);
}
