using Microsoft.Extensions.DependencyInjection;
using Planner.Runs;

namespace Planner.Tests.Runs;

public sealed class InMemoryRunJournalTests : RunJournalContract, IDisposable
{
    private readonly InMemoryRunJournal _journal;

    public InMemoryRunJournalTests() => _journal = new InMemoryRunJournal(Clock);

    protected override IRunJournal Journal => _journal;

    protected override IRunJournal Other => _journal;

    [Fact]
    public void AddInMemoryJournal_Alone_GivesAJournal()
    {
        using var services = new ServiceCollection().AddInMemoryJournal().BuildServiceProvider();

        services.GetRequiredService<IRunJournal>().ShouldBeOfType<InMemoryRunJournal>();
    }

    public void Dispose() => _journal.Dispose();
}
