using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Planner.Answering;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Chat;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Prompts;
using Planner.Routing;
using Planner.Runs;
using Planner.SavedPlans;
using Planner.Statistics;
using Planner.Values;

namespace Planner.Tests.Testing;

/// <summary>The real run service, executor, journal in memory and artifact store, with a scripted plan and a fake backend.</summary>
public sealed class RunTestHost : IAsyncDisposable
{
    /// <summary>How long a test waits before it fails instead of hanging.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ServiceProvider _services;
    private readonly string _folder = Directory.CreateTempSubdirectory("planner-test-").FullName;

    public RunTestHost(IPlanner planner, params IInferenceBackend[] backends)
        : this(planner, backends, _ => { })
    {
    }

    public RunTestHost(IPlanner? planner, IInferenceBackend[] backends, Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        if (planner is not null)
        {
            services.AddSingleton(planner);
        }

        services.AddSingleton(Taxonomy);
        services.AddSingleton(new ModelCatalog(Cards));
        foreach (var backend in backends)
        {
            services.AddSingleton(backend);
        }

        configure(services);
        services.AddInMemoryJournal();
        services.AddMatching();
        services.AddPlannerCore();
        services.Configure<ArtifactStoreOptions>(options => options.Root = _folder);
        services.Configure<SavedPlanOptions>(options => options.Folder = Path.Combine(_folder, "plans"));

        // Tests that watch the clock's timers find their own only.
        services.Configure<StatisticsOptions>(options => options.WriteSeconds = 0);
        _services = services.BuildServiceProvider();
    }

    /// <summary>A host whose controller is a chat model; the embedded one does not plan unless <paramref name="configure"/> says so.</summary>
    public static RunTestHost WithModel(IChatClient client, IInferenceBackend backend, Action<IServiceCollection>? configure = null) => new(null, [backend], services =>
    {
        services.AddSingleton(new ChatModel("controller", client) { Egress = Egress.Machine });
        services.AddSingleton<IAnswerer>(provider => provider.GetRequiredService<PlainAnswerer>());
        services.Configure<ControllerOptions>(options => options.Mode = ControllerMode.Llm);
        services.Configure<PromptOptions>(options => options.UserFolder = null);

        // A script for the planner has no reply to who is asked which of two models shall do a step, which depends on what is done first.
        services.Configure<MatchingOptions>(options => options.CloseScores = 0);
        configure?.Invoke(services);
    });

    /// <summary>A few tasks with every kind of slot.</summary>
    public static TaskTaxonomy Taxonomy { get; } = new(
    [
        Task("summarization", Modality.Text, ("text", [Modality.Text])),
        Task("translation", Modality.Text, ("text", [Modality.Text])),
        Task("question-answering", Modality.Text, ("question", [Modality.Text]), ("context", [Modality.Text])),
        Task("image-to-text", Modality.Text, ("image", [Modality.Image, Modality.Document])),
        Task("automatic-speech-recognition", Modality.Text, ("audio", [Modality.Audio])),
        Task("text-to-speech", Modality.Audio, ("text", [Modality.Text])),
        Task("text-to-video", Modality.Video, ("text", [Modality.Text])),
        Task("video-classification", Modality.Labels, ("video", [Modality.Video])),
        Task("object-detection", Modality.Boxes, ("image", [Modality.Image])),
        Task("zero-shot-classification", Modality.Labels, ("text", [Modality.Text]), ("candidate_labels", [Modality.Labels])),
    ]);

    public static IReadOnlyList<ModelCard> Cards { get; } =
    [
        .. Taxonomy.Tasks.SelectMany(task => new[] { "first", "second" }.Select(which => new ModelCard
        {
            Id = $"{which}/{task.Id}",
            Tasks = [task.Id],
            Description = which == "first" ? $"Does {task.Id}, do it with this." : "Another model.",
        })),
    ];

    public IRunService Runs => _services.GetRequiredService<IRunService>();

    public IServiceProvider Services => _services;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public IRunJournal Journal => _services.GetRequiredService<IRunJournal>();

    public ArtifactStore Artifacts => _services.GetRequiredService<ArtifactStore>();

    /// <summary>Runs a request to its end.</summary>
    public async Task<RunState> RunAsync(Request? request = null)
    {
        return await EndAsync(await StartAsync(request));
    }

    /// <summary>The run once it has ended here.</summary>
    public async Task<RunState> EndAsync(string id)
    {
        await Runs.WaitAsync(id, TestContext.Current.CancellationToken).WaitAsync(Patience);
        return await StateAsync(id);
    }

    public Task<string> StartAsync(Request? request = null) =>
        Runs.StartAsync(request ?? new Request { Text = "Do it" }, TestContext.Current.CancellationToken);

    /// <summary>The run as the journal tells it now.</summary>
    public async Task<RunState> StateAsync(string id)
    {
        var state = new RunState();
        foreach (var happened in await EventsAsync(id))
        {
            state.Apply(happened);
        }

        return state;
    }

    public async Task<IReadOnlyList<RunEvent>> EventsAsync(string id)
    {
        var events = new List<RunEvent>();
        await foreach (var happened in Journal.ReadAsync(id, cancellationToken: TestContext.Current.CancellationToken))
        {
            events.Add(happened);
        }

        return events;
    }

    /// <summary>Waits until the journal has an event of that kind.</summary>
    public async Task<T> WaitForAsync<T>(string id, Func<T, bool>? which = null)
        where T : RunEvent
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (var happened in Journal.ReadAsync(id, follow: true, cancellationToken: patience.Token))
        {
            if (happened is T wanted && (which is null || which(wanted)))
            {
                return wanted;
            }
        }

        throw new InvalidOperationException($"The run ended without {typeof(T).Name}.");
    }

    /// <summary>A request with one file.</summary>
    public async Task<Request> RequestWithAsync(string name, byte[] content) => new()
    {
        Text = "Do it",
        Attachments = [new Attachment("f1", name, await PutAsync(name, content))],
    };

    public async Task<Artifact> PutAsync(string name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return await Artifacts.PutAsync(stream, name, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static TaskType Task(string id, Modality output, params (string Name, Modality[] Accepts)[] slots) => new()
    {
        Id = id,
        Group = "nlp",
        Description = id,
        Inputs = [.. slots.Select(slot => new TaskSlot { Name = slot.Name, Accepts = slot.Accepts, Many = slot.Name == "candidate_labels" })],
        Output = output,
    };
}
