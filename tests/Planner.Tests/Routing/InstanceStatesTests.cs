using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Planner.Inference;
using Planner.Routing;

namespace Planner.Tests.Routing;

/// <summary>What a running program finds wrong is seen by another.</summary>
public sealed class InstanceStatesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("planner-states-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Read_BreakerOpens_ShowsWhereAndSinceWhenAndGoesWithTheProgram()
    {
        await using (var host = new RouterHost(services => services.Configure<InstanceOptions>(options => options.StatesFolder = _folder), "a", "b"))
        {
            host.Fail("a", StepErrorKind.TimedOut);
            for (var call = 0; call < 5; call++)
            {
                await host.RunAsync("m@a");
            }

            await host.Get<InstanceStates>().WrittenAsync();
            var seen = Reader().Read()[Environment.ProcessId];
            seen.Select(status => (status.Name, status.Breaker)).ShouldBe([("a", BreakerState.Open), ("b", BreakerState.Closed)]);
            seen[0].Since.ShouldBe(host.Clock.GetUtcNow());
            seen[0].Models["m"].ShouldBe(BreakerState.Open);
        }

        for (var patience = 0; Reader().Read().Count > 0; patience++)
        {
            patience.ShouldBeLessThan(30_000);
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public void Read_ProgramIsGone_ItsFileIsTidiedUp()
    {
        var file = Path.Combine(_folder, "999999999.json");
        File.WriteAllText(file, "[]");

        Reader().Read().ShouldBeEmpty();

        File.Exists(file).ShouldBeFalse();
    }

    private InstanceStates Reader() => new(Options.Create(new InstanceOptions { StatesFolder = _folder }));
}
