using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Planner.Values;

namespace Planner.IntegrationTests.Tools;

public sealed class FunctionToolTests
{
    [Fact]
    public async Task Call_RegisteredFunction_IsATaskWithTypedSlots()
    {
        await using var host = new ToolHost(null, new Adder());

        var task = host.Folder.Tasks.ShouldHaveSingleItem();
        var result = await host.CallAsync("function.add-days", new() { ["date"] = "2027-04-15" }, new() { ["days"] = JsonValue.Create(30) });

        task.Slot("date").ShouldNotBeNull().Required.ShouldBeTrue();
        task.Parameters.ShouldHaveSingleItem().Name.ShouldBe("days");
        result.Value.ShouldBe(new TextValue("2027-05-15"));
    }

    [Fact]
    public async Task Call_FunctionThrows_IsAFailureOfTheStep()
    {
        await using var host = new ToolHost(null, new Adder());

        var result = await host.CallAsync("function.add-days", new() { ["date"] = "soon" }, new() { ["days"] = JsonValue.Create(30) });

        result.Error.ShouldNotBeNull().Message.ShouldContain("function.add-days");
    }

    [Description("Adds days to a date.")]
    private sealed class Adder : AIFunction
    {
        public override string Name => "addDays";

        public override string Description => "Adds days to a date.";

        public override JsonElement JsonSchema { get; } = JsonSerializer.Deserialize<JsonElement>(
            """{"type":"object","properties":{"date":{"type":"string"},"days":{"type":"integer"}},"required":["date","days"]}""");

        protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
        {
            var date = DateOnly.Parse(arguments["date"]!.ToString()!, System.Globalization.CultureInfo.InvariantCulture);
            return ValueTask.FromResult<object?>(date.AddDays(((JsonNode)arguments["days"]!).GetValue<int>()).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
