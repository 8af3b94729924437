using System.Text.Json;
using Planner.Runs;
using Planner.Serialization;

namespace Planner.Tests.Runs;

public sealed class RunEventJsonTests
{
    public static TheoryData<string> Names => [.. RunEventSamples.Types.Values];

    [Fact]
    public void RunEvent_EveryDerivedType_HasADiscriminator() =>
        typeof(RunEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RunEvent))).ShouldBe(RunEventSamples.Types.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Serialize_EveryTypeWithEveryField_ComesBackAsItWas(string name)
    {
        var sample = RunEventSamples.Of(TypeOf(name));
        var json = JsonSerializer.Serialize(sample, PlannerJson.Context.RunEvent);

        var back = JsonSerializer.Deserialize(json, PlannerJson.Context.RunEvent)!;

        back.GetType().ShouldBe(sample.GetType());
        JsonSerializer.Serialize(back, PlannerJson.Context.RunEvent).ShouldBe(json);
        using var document = JsonDocument.Parse(json);
        document.RootElement.GetProperty("type").GetString().ShouldBe(name);
        foreach (var property in sample.GetType().GetProperties().Where(property => property.CanWrite))
        {
            document.RootElement.TryGetProperty(JsonNamingPolicy.CamelCase.ConvertName(property.Name), out _).ShouldBeTrue($"{property.Name} is not in {json}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void After_EveryType_AgreesWithRunState(string name)
    {
        var sample = RunEventSamples.Of(TypeOf(name));
        var state = new RunState();
        state.Apply(RunEventSamples.Of(typeof(RunAccepted)));
        state.Apply(sample);

        RunStatus.Accepted.After(sample).ShouldBe(state.Status);
        RunStatus.Accepted.After(sample).HasEnded().ShouldBe(sample.IsTerminal);
    }

    private static Type TypeOf(string name) => RunEventSamples.Types.Single(known => known.Value == name).Key;
}
