using Planner.Inference;
using Planner.Tests.Testing;

namespace Planner.Tests.Cli;

public sealed class BudgetsCommandTests
{
    [Fact]
    public async Task Budgets_SetListRemove_AreKept()
    {
        await using var host = new CliTestHost();
        (await host.RunAsync("budgets")).Error.ShouldContain("There is no budget.");

        (await host.RunAsync("budgets", "set", "all", "5", "--per", "month")).Output.Trim().ShouldBe("all                     $0 of $5 a month");
        (await host.RunAsync("budgets", "set", "all", "7.50")).Output.Trim().ShouldBe("all                     $0 of $7.50 a day");
        var item = (await host.RunAsync("budgets", "list", "--json")).Json.GetProperty("items")[0];
        item.GetProperty("budget").GetProperty("version").GetInt32().ShouldBe(2);
        item.GetProperty("budget").GetProperty("period").GetString().ShouldBe("day");
        (await host.RunAsync("budgets", "remove", "all")).Code.ShouldBe(0);
        (await host.RunAsync("budgets", "remove", "all")).Error.ShouldContain("There is no budget 'all'.");
    }

    [Theory]
    [InlineData("'everybody' has no budget", "budgets", "set", "everybody", "1")]
    [InlineData("'much' is no amount", "budgets", "set", "all", "much")]
    [InlineData("--budget '-1' is no amount", "ask", "Do it", "--budget", "-1")]
    [InlineData("An ensemble has from 2 to 10 models", "ask", "Do it", "--ensemble", "11")]
    public async Task Budgets_BadInput_SaysWhat(string message, params string[] args)
    {
        await using var host = new CliTestHost(Steps.TextStep("s1", "x"));

        var outcome = await host.RunAsync(args);

        outcome.Code.ShouldBe(2);
        outcome.Error.ShouldContain(message);
    }

    [Fact]
    public async Task Ask_BudgetRunsOut_EndsWithThreeAndKeepsWhatIsDone()
    {
        await using var host = new CliTestHost(Steps.TextStep("s1", "x"), Steps.TextStep("s2", "@s1"));
        host.Backend.Price = new ModelPrice { UsdPerCall = 0.04m };

        var outcome = await host.RunAsync("ask", "Do it", "--budget", "0.05");

        outcome.Code.ShouldBe(3);
        outcome.Output.ShouldContain("s1(x)");
        outcome.Error.ShouldContain("budget (run) of $0.05");
        outcome.Error.ShouldContain("What was done until then is kept.");
    }

    [Fact]
    public async Task Ask_Ensemble_ShowsEachMember()
    {
        await using var host = new CliTestHost(Steps.TextStep("s1", "x"));
        host.Backend.WhenRun = (request, _) => Task.FromResult(FakeBackend.Text($"{request.Model.Id.Split('/')[0]} says the roof leaks"));

        await host.RunAsync("ask", "Do it", "--ensemble", "2");

        var shown = (await host.RunAsync("show", "last")).Output;
        shown.ShouldContain("first/summarization (×1): first says the roof leaks");
        shown.ShouldContain("second/summarization (×1): second says the roof leaks");
        shown.ShouldContain("= medoid, agreement 0.");
        shown.ShouldContain("common: ");
        (await host.RunAsync("show", "last", "--json")).Json.GetProperty("steps")[0].GetProperty("members").GetArrayLength().ShouldBe(2);
    }
}
