using Microsoft.Extensions.DependencyInjection;
using Planner.Conversations;
using Planner.Runs;
using Planner.Storage;
using Planner.Tests.Testing;

namespace Planner.Tests.Conversations;

public sealed class InMemoryConversationStoreTests : ConversationStoreContract, IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ServiceProvider _services;

    public InMemoryConversationStoreTests() => _services = new ServiceCollection().AddSingleton<TimeProvider>(_clock).AddInMemoryJournal().BuildServiceProvider();

    protected override IConversationStore Store => _services.GetRequiredService<IConversationStore>();

    public void Dispose() => _services.Dispose();

    protected override void Tick() => _clock.Advance(TimeSpan.FromSeconds(1));
}

public sealed class SqliteConversationStoreTests : ConversationStoreContract, IAsyncDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("planner-test-");
    private readonly ServiceProvider _services;

    public SqliteConversationStoreTests() => _services = new ServiceCollection().AddSingleton<TimeProvider>(_clock)
        .AddSqliteStorage(options => options.Path = Path.Combine(_folder.FullName, "planner.db")).BuildServiceProvider();

    protected override IConversationStore Store => _services.GetRequiredService<IConversationStore>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected override void Tick() => _clock.Advance(TimeSpan.FromSeconds(1));
}
