using System.Text;
using System.Text.Json;
using Planner.Runs;
using Planner.Serialization;
using Planner.Storage.Runs;
using Planner.Tests.Runs;

namespace Planner.Tests.Storage;

public sealed class EventBodyTests
{
    public static TheoryData<string> Names => [.. RunEventSamples.Types.Values];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_EveryTypeWithEveryField_ComesBackAsItWas(string name)
    {
        var sample = RunEventSamples.Of(RunEventSamples.Types.Single(known => known.Value == name).Key);
        var body = EventBody.Write(sample);

        var back = EventBody.Read(Encoding.UTF8.GetBytes(body), sample.RunId, sample.Sequence, UnixMicroseconds.From(sample.Time));

        back.GetType().ShouldBe(sample.GetType());
        JsonSerializer.Serialize(back, PlannerJson.Context.RunEvent).ShouldBe(JsonSerializer.Serialize(sample, PlannerJson.Context.RunEvent));
    }

    [Fact]
    public void Write_AnyEvent_LeavesOutWhatTheColumnsSay() =>
        EventBody.Write(new StepDelta { RunId = "r_1", Sequence = 4, Time = DateTimeOffset.UnixEpoch, StepId = "s1", Text = "x" })
            .ShouldBe("""{"type":"step.delta","text":"x","v":1,"stepId":"s1"}""");
}
