using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Budgets;
using Planner.Cli.Views;
using Planner.Serialization;

namespace Planner.Cli.Commands;

/// <summary><c>planner budgets</c>: how much may be spent, and what is.</summary>
internal static class BudgetsCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("budgets", "Say how much may be spent a day, a month or in all; see what is") { List(context), Set(context), Remove(context) };
        command.SetAction((_, _) => ListAsync(context, json: false));
        return command;
    }

    /// <summary>The budgets as lines, each with what is spent of it.</summary>
    public static IReadOnlyList<Line> Draw(IReadOnlyList<BudgetState> budgets) =>
    [
        .. budgets.Select(state => new Line().AddCell(state.Budget.Id, 24, StatusStyle.Strong)
            .AddCell($"{Format.Cost(state.SpentUsd)} of {Format.Cost(state.Budget.LimitUsd)} {PeriodOf(state.Budget)}", 36, state.SpentUsd < state.Budget.LimitUsd ? StatusStyle.Good : StatusStyle.Bad)
            .Add((state.ReservedUsd > 0 ? $"{Format.Cost(state.ReservedUsd)} reserved" : "") + (state.Budget.Version == 0 ? "  (Planner:Budgets:DayUsd)" : ""), StatusStyle.Dim)),
    ];

    private static Command List(CliContext context)
    {
        var command = new Command("list", "List the budgets and what is spent of them") { CommonOptions.Json };
        command.SetAction((parsed, _) => ListAsync(context, parsed.GetValue(CommonOptions.Json)));
        return command;
    }

    private static Command Set(CliContext context)
    {
        var id = Id();
        var usd = new Argument<string>("USD") { Description = "US dollars, such as 5 or 0.50" };
        var per = new Option<BudgetPeriod>("--per") { Description = "day, month (UTC) or total", DefaultValueFactory = _ => BudgetPeriod.Day };
        var command = new Command("set", "Make a budget, or change one") { id, usd, per, CommonOptions.Json };
        command.SetAction(async (parsed, _) =>
        {
            var book = context.Get<BudgetBook>();
            var name = parsed.GetRequiredValue(id);
            var limit = CommonOptions.Usd(parsed.GetRequiredValue(usd)) ?? throw new CommandLineException($"'{parsed.GetValue(usd)}' is no amount. Write US dollars as 0.50.");
            var before = (await book.ListAsync(context.Cancellation)).FirstOrDefault(state => state.Budget.Version > 0 && state.Budget.Id == name);
            await book.SaveAsync(new Budget { Id = name, LimitUsd = limit, Period = parsed.GetValue(per), Version = before?.Budget.Version ?? 0 }, context.Cancellation);
            return await ListAsync(context, parsed.GetValue(CommonOptions.Json));
        });
        return command;
    }

    private static Command Remove(CliContext context)
    {
        var id = Id();
        var command = new Command("remove", "Remove a budget") { id };
        command.SetAction(async (parsed, _) =>
        {
            var name = parsed.GetRequiredValue(id);
            return await context.Get<BudgetBook>().RemoveAsync(name, null, context.Cancellation)
                ? ExitCodes.Ok
                : throw new CommandLineException($"There is no budget '{name}'. planner budgets list names them.");
        });
        return command;
    }

    private static Argument<string> Id() => new("WHOSE") { Description = "all, key:ID (see planner keys list) or user:NAME" };

    private static async Task<int> ListAsync(CliContext context, bool json)
    {
        var budgets = await context.Get<BudgetBook>().ListAsync(context.Cancellation);
        if (json)
        {
            context.WriteJson(new JsonObject { ["items"] = JsonSerializer.SerializeToNode(budgets, PlannerJson.Context.IReadOnlyListBudgetState) });
        }
        else if (budgets.Count == 0)
        {
            await context.Error.WriteLineAsync("There is no budget. Make one with planner budgets set all 5 --per day.");
        }
        else
        {
            context.Write(Draw(budgets));
        }

        return ExitCodes.Ok;
    }

    private static string PeriodOf(Budget budget) => budget.Period switch
    {
        BudgetPeriod.Day => "a day",
        BudgetPeriod.Month => "a month",
        _ => "in all",
    };
}
