using Planner.Routing;
using Planner.Statistics;
using Planner.Tests.Testing;

namespace Planner.Tests.Cli;

public sealed class StatisticsCommandTests
{
    [Fact]
    public async Task Rate_Run_SharesTheRatingAmongItsSteps()
    {
        await using var host = new CliTestHost(Steps.TextStep("s1", "x"), Steps.TextStep("s2", "@s1"));
        await host.RunAsync("ask", "Do it");

        var outcome = await host.RunAsync("rate", "last", "bad", "--note", "the numbers are wrong", "--json");

        outcome.Code.ShouldBe(0);
        outcome.Json.GetProperty("items").EnumerateArray().Select(item => (item.GetProperty("stepId").GetString(), item.GetProperty("weight").GetDouble(), item.GetProperty("good").GetBoolean()))
            .ShouldBe([("s1", 0.5, false), ("s2", 0.5, false)]);
        var row = (await host.RunAsync("stats", "--json")).Json.GetProperty("items")[0];
        row.GetProperty("model").GetString().ShouldBe("first/summarization");
        row.GetProperty("bad").GetDouble().ShouldBe(1);
    }

    [Fact]
    public async Task Rate_OneStep_CountsForItAlone()
    {
        await using var host = new CliTestHost(Steps.TextStep("s1", "x"), Steps.TextStep("s2", "@s1"));
        await host.RunAsync("ask", "Do it");

        var outcome = await host.RunAsync("rate", "last", "good", "--step", "s2");

        outcome.Output.ShouldBe("+ s2    first/summarization  summarization\n");
    }

    [Theory]
    [InlineData("There is no run 'nothing'", "rate", "nothing", "good")]
    [InlineData("The run has no step 's9'. Its steps are s1.", "rate", "last", "good", "--step", "s9")]
    [InlineData("maybe", "rate", "last", "maybe")]
    [InlineData("There is no model 'nobody/nothing'", "stats", "--model", "nobody/nothing")]
    [InlineData("There is no task 'sumarization'", "stats", "--task", "sumarization")]
    public async Task RateAndStats_WhatIsNotThere_SaysSo(string message, params string[] args)
    {
        await using var host = new CliTestHost(Steps.TextStep("s1", "x"));
        await host.RunAsync("ask", "Do it");

        var outcome = await host.RunAsync(args);

        outcome.Code.ShouldBe(2);
        outcome.Error.ShouldContain(message);
    }

    [Fact]
    public async Task Stats_Calls_AreATable()
    {
        await using var host = new CliTestHost();
        (await host.RunAsync("stats")).Error.ShouldContain("Nothing has been counted yet");
        await host.Get<IStatisticsStore>().AddAsync(
            [.. Enumerable.Range(0, 4).Select(i => new CallRecord
            {
                Model = "first/translation", Instance = "hub", Task = "translation", StepId = "s1", Time = DateTimeOffset.UtcNow, Seconds = 0.25,
                Ok = i > 0, Checked = i > 0, Error = i > 0 ? null : Planner.Inference.StepErrorKind.Unavailable, CostUsd = 0.01m, InputTokens = 10,
            })], TestContext.Current.CancellationToken);

        var lines = (await host.RunAsync("stats", "--model", "first/translation")).Output.Split('\n');

        lines[0].ShouldMatch("^model +task +at +calls +ok +p50 +p95 +tokens +cost +ok/\\$ +there 1h +24h +30d$");
        lines[1].ShouldMatch("^first/translation +translation +hub +4 +75% +2\\d+(\\.\\d)? ms +2\\d+(\\.\\d)? ms +40 +\\$0.04 +75 +75% +75% +75%$");
    }

    [Fact]
    public void StatisticsTable_NarrowWindow_TakesTwoLinesForEachAndFits()
    {
        var rows = new[] { new ModelStatistics { Model = "local/table-reader", Task = "table-question-answering", Instance = "local", Calls = 3, P50Seconds = 0.12, P95Seconds = 0.19, Checked = 3 } };

        var lines = Planner.Cli.Views.StatisticsTable.Draw(rows, 80).ToList();

        lines.Count.ShouldBe(4);
        lines.ShouldAllBe(line => line.Cells <= 80);
        lines[2].ToString().ShouldBe("local/table-reader  table-question-answering  local");
        lines[3].ToString().ShouldContain("100%");
    }
}
