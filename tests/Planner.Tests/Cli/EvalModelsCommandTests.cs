using Planner.Statistics;
using Planner.Tests.Testing;
using Planner.Values;

namespace Planner.Tests.Cli;

public sealed class EvalModelsCommandTests
{
    private const string Data = """
        {"inputs":{"text":"one"},"expected":"alpha"}
        {"inputs":{"text":"two"},"expected":"beta"}
        """;

    [Fact]
    public async Task EvalModels_ModelsThatRun_AreMeasuredAndRankedByIt()
    {
        await using var host = Host();

        var outcome = await host.RunAsync("eval", "models", "--task", "summarization", "--data", host.File("data.jsonl", Data), "--json");

        outcome.Json.GetProperty("items").EnumerateArray().Select(item => (item.GetProperty("model").GetString(), item.GetProperty("quality").GetDouble()))
            .ShouldBe([("second/summarization", 1.0), ("first/summarization", 0.5)]);
        (await host.Get<IStatisticsStore>().MeasurementsAsync("summarization", TestContext.Current.CancellationToken)).Count.ShouldBe(2);
        (await host.RunAsync("stats", "--model", "second/summarization")).Output.ShouldContain("1.000");
    }

    [Theory]
    [InlineData("There is no task 'nothing'", "nothing", Data)]
    [InlineData("line 1 is no labelled call", "summarization", "{\"inputs\":{}}")]
    [InlineData("has no samples", "summarization", "")]
    public async Task EvalModels_BadInput_SaysWhat(string message, string task, string data)
    {
        await using var host = Host();

        var outcome = await host.RunAsync("eval", "models", "--task", task, "--data", host.File("data.jsonl", data));

        outcome.Code.ShouldBe(2);
        outcome.Error.ShouldContain(message);
    }

    private static CliTestHost Host()
    {
        var host = new CliTestHost();
        host.Backend.WhenRun = (request, _) => Task.FromResult(FakeBackend.Text(
            ((TextValue)request.Inputs["text"]).Text == "two" && request.Model.Id.StartsWith("second", StringComparison.Ordinal) ? "beta" : "alpha"));
        return host;
    }
}
