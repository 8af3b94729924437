using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Planner.Chat;
using Planner.Inference.OpenAI;
using Planner.Routing;
using Planner.ScriptedServer;
using Planner.Tests.Testing;

namespace Planner.IntegrationTests.OpenAI;

/// <summary>A scripted server and the services that call it, as a program puts them together.</summary>
internal sealed class ChatHost : IAsyncDisposable
{
    /// <summary>The model where a test names none.</summary>
    public const string Model = "test-model";
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("planner-chat-");
    private readonly List<ServiceProvider> _processes = [];

    private ChatHost(ScriptedChatServer server) => Server = server;

    public ScriptedChatServer Server { get; }

    public ManualTimeProvider Clock { get; } = new();

    public Dictionary<string, string> Environment { get; } = [];

    public List<string> Log { get; } = [];

    public string Home => _home.FullName;

    public static async Task<ChatHost> StartAsync() => new(await ScriptedChatServer.StartAsync());

    /// <summary>The services of one process; processes share the home.</summary>
    public ServiceProvider Process(Action<OpenAIOptions>? configure = null, Action<IServiceCollection>? register = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new ListLogging(Log)));
        services.AddSingleton<TimeProvider>(Clock).AddSingleton(new Random(1));
        services.Configure<InstanceOptions>(options => (options.File, options.FactsFile) = (Path.Combine(Home, "instances.json"), Path.Combine(Home, "endpoints.json")));
        services.Configure<OpenAIOptions>(options =>
        {
            (options.BaseUrl, options.Model) = (Server.BaseUrl.ToString(), Model);
            configure?.Invoke(options);
        });
        register?.Invoke(services);
        services.AddOpenAI(Environment.GetValueOrDefault);
        var provider = services.BuildServiceProvider();
        _processes.Add(provider);
        return provider;
    }

    /// <summary>The controller of a process of its own.</summary>
    public ChatModel Controller(Action<OpenAIOptions>? configure = null) => Process(configure).GetRequiredService<ChatModel>();

    /// <summary>Asks the controller something.</summary>
    public Task<ChatResponse> AskAsync(string prompt = "Hi", ChatOptions? chat = null, Action<OpenAIOptions>? configure = null) =>
        Controller(configure).Client.GetResponseAsync(prompt, chat, TestContext.Current.CancellationToken);

    /// <summary>Asks, and expects a failure.</summary>
    public async Task<ChatException> FailAsync(string prompt = "Hi", Action<OpenAIOptions>? configure = null) =>
        await Should.ThrowAsync<ChatException>(() => AskAsync(prompt, configure: configure));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        await Server.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private sealed class ListLogging(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
            {
                lines.Add($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
