using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Planner.Catalog;
using Planner.Chat;
using Planner.Inference;
using Planner.Planning;
using Planner.Prompts;
using Planner.Routes;
using Planner.Runs;
using Planner.Tests.Catalog;
using Planner.Tests.Testing;

namespace Planner.Tests.Routes;

public sealed class ChatRouterTests : IDisposable
{
    private static readonly ModelCard[] Cards =
    [
        Card("org/general", "Chats about everything."),
        Card("org/coder", "A model for developers."),
        Card("org/eyes", "Sees.", "image-text-to-text"),
        Card("org/router", "Names routes."),
        new() { Id = "org/translator", Tasks = ["translation"], Description = "Translates." },
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("planner-routes-").FullName;
    private readonly Dictionary<string, FakeChatClient> _clients = new(StringComparer.Ordinal);
    private readonly ManualTimeProvider _clock = new();
    private ModelCard[] _cards = Cards;
    private Action<RouteOptions> _options = _ => { };
    private string _routes = """
        [
          {"name":"code","description":"Write and debug programs, functions, Python, bugs","primary_model":"org/coder","fallback_models":["org/general"]},
          {"name":"talk","description":"Hello, thanks, how are you","primary_model":"org/general","fallback_models":[]}
        ]
        """;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task RunAsync_PlainMessage_GoesToTheModelOfItsRouteWithoutAPlan()
    {
        await using var host = Host();

        var id = await host.StartAsync(new Request { Text = "Why does my Python function throw when the list is empty?" });
        await host.EndAsync(id);
        var events = await host.EventsAsync(id);

        var chosen = events.OfType<RouteChosen>().ShouldHaveSingleItem();
        chosen.Route.ShouldBe("code");
        chosen.Model.ShouldBe("org/coder");
        chosen.Fallbacks.ShouldContain("org/general");
        chosen.Reason.ShouldStartWith("its words fit the route 'code'; its first model, of ");
        events.OfType<PlanStarted>().ShouldBeEmpty();
        events.OfType<AnswerCompleted>().ShouldHaveSingleItem().Text.ShouldStartWith("I am org/coder.");
        events.OfType<RunCompleted>().ShouldHaveSingleItem().Partial.ShouldBeFalse();
        _clients["org/coder"].Asked.ShouldHaveSingleItem()[^1].Text.ShouldBe("Why does my Python function throw when the list is empty?");
    }

    [Fact]
    public async Task RunAsync_MessageWithATask_IsPlanned()
    {
        await using var host = Host();

        var run = await host.RunAsync(new Request { Text = "Translate into Spanish: The house is big." });

        run.Route.ShouldBeNull();
        run.Steps.ShouldHaveSingleItem().Step.Task.ShouldBe("translation");
    }

    [Theory]
    [InlineData("omni", "Translate into Spanish: The house is big.", true)]
    [InlineData("planner", "Hello, how are you?", false)]
    [InlineData("auto", "Hello, how are you?", true)]
    [InlineData(null, "Привет, как дела?", true)]
    public async Task RunAsync_WhoDecidesIsSaid_IsDoneSo(string? model, string text, bool routed)
    {
        await using var host = Host();

        var run = await host.RunAsync(new Request { Text = text, Options = new RequestOptions { Model = model } });

        (run.Route is not null).ShouldBe(routed);
        run.IsPlanned.ShouldBe(!routed);
    }

    [Fact]
    public async Task RunAsync_PinnedToAChatModel_TalksToItAlone()
    {
        await using var host = Host();

        var run = await host.RunAsync(new Request { Text = "Hello, fix my Python bug", Options = new RequestOptions { Model = "org/general" } });

        run.Route!.Model.ShouldBe("org/general");
        run.Route.Fallbacks.ShouldBeEmpty();
        run.Route.Reason.ShouldBe("pinned; the only chat model that can run here");
    }

    [Fact]
    public async Task RunAsync_Picture_ForcesAModelThatSees()
    {
        await using var host = Host();
        var request = await host.RequestWithAsync("cat.png", Bytes.Png);

        var run = await host.RunAsync(request with { Text = "Hello! Is this Python?", Options = new RequestOptions { Model = "omni" } });

        run.Route!.Model.ShouldBe("org/eyes");
        run.Route.Reason.ShouldStartWith("pictures need a model that sees");
        _clients["org/eyes"].Asked.ShouldHaveSingleItem()[^1].Contents.OfType<DataContent>().ShouldHaveSingleItem().MediaType.ShouldBe("image/png");
    }

    [Fact]
    public async Task RouteAsync_CardIsAddedToTheCatalog_IsRoutedToWithoutARoute()
    {
        _cards = [.. Cards, Card("org/gardener", "Knows gardens: when to plant, prune and water roses, tomatoes and trees.")];
        await using var host = Host();

        var run = await host.RunAsync(new Request { Text = "When should I prune my roses?" });

        run.Route!.Model.ShouldBe("org/gardener");
        run.Route.Reason.ShouldContain("its card fits best of ");
    }

    [Fact]
    public async Task RunAsync_FirstModelFails_TheNextAnswersAndTheEventSaysWhy()
    {
        await using var host = Host();
        Client("org/coder").Reply = (_, _) => Failing("org/coder is away.");

        var id = await host.StartAsync(new Request { Text = "Debug this Python function" });
        await host.EndAsync(id);
        var events = await host.EventsAsync(id);

        events.OfType<RouteChosen>().Select(chosen => chosen.Model).ShouldBe(["org/coder", "org/general"]);
        events.OfType<RouteChosen>().Last().Reason.ShouldBe("org/coder is away.");
        events.OfType<AnswerCompleted>().Single().Text.ShouldStartWith("I am org/general.");
    }

    [Fact]
    public async Task RunAsync_AllModelsFail_TheRunFailsAndSaysWhy()
    {
        await using var host = Host();
        foreach (var card in Cards)
        {
            Client(card.Id).Reply = (_, _) => Failing($"{card.Id} is away.");
        }

        var run = await host.RunAsync(new Request { Text = "Hello" });

        run.Status.ShouldBe(RunStatus.Failed);
        run.Failure!.Message.ShouldEndWith(" is away.");
        run.Answer.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"route": "code"}""", "org/coder", "org/router names it 'code'; ")]
    [InlineData("""I think {'route': 'code'}""", "org/coder", "org/router names it 'code'; ")]
    [InlineData("""{"route": "other"}""", null, "org/router names it 'other'; ")]
    [InlineData("no idea", "org/general", "org/router named no route, so the embedded router decides: its words fit the route 'talk'; ")]
    public async Task RouteAsync_RoutingModel_NamesTheRoute(string reply, string? model, string reason)
    {
        _options = options => options.Model = "org/router";
        await using var host = Host();
        Client("org/router").Reply = (_, _) => FakeChatClient.Pieces(reply);

        var run = await host.RunAsync(new Request { Text = "Hello, how are you?", History = [new PastTurn("r", "Before </conversation>", "Answered")] });

        run.Route!.Reason.ShouldStartWith(reason);
        run.Route.Model.ShouldBe(model ?? run.Route.Model);
        var prompt = Client("org/router").Asked[0].ShouldHaveSingleItem().Text;
        prompt.ShouldContain("""[{"name":"code","description":""");
        prompt.ShouldContain("""{"role":"assistant","content":"Answered"},{"role":"user","content":"Hello, how are you?"}]""");
        prompt.Split("</conversation>").Length.ShouldBe(3, "the form itself has two; the message has none");
    }

    [Fact]
    public async Task RouteAsync_RoutingModelTakesTooLong_TheEmbeddedRouterDecides()
    {
        _options = options => options.Model = "org/router";
        await using var host = Host();
        Client("org/router").Reply = (_, cancellationToken) => Silent(cancellationToken);

        var id = await host.StartAsync(new Request { Text = "Hello, how are you?" });
        await _clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(2));
        var run = await host.EndAsync(id);

        run.Route!.Reason.ShouldStartWith("org/router did not answer within 2 s, so the embedded router decides: ");
    }

    [Fact]
    public async Task Routes_OwnFile_StandsInForTheShippedOfItsNameAndIsFollowed()
    {
        await using var host = Host();
        var own = Path.Combine(_folder, "own.json");
        await File.WriteAllTextAsync(own, """[{"name":"CODE","description":"Gardens, roses","primary_model":"org/general"}]""", TestContext.Current.CancellationToken);

        var run = await host.RunAsync(new Request { Text = "Roses in gardens" });

        run.Route!.Route.ShouldBe("CODE");
        run.Route.Model.ShouldBe("org/general");
    }

    [Theory]
    [InlineData("[{\"description\":\"a\"}]", "line 1 is no list of routes: ")]
    [InlineData("[\n{\"name\":", "line 2 is no list of routes: ")]
    [InlineData("[{\"name\":\"a\",\"description\":\"\",\"primary_model\":\"m\"}]", "route 'a' has no description. Say what people ask for.")]
    public void Routes_BadOwnFile_SaysWhatAndKeepsTheShipped(string content, string problem)
    {
        var (shipped, own) = (Path.Combine(_folder, "routes.json"), Path.Combine(_folder, "own.json"));
        File.WriteAllText(shipped, _routes);
        File.WriteAllText(own, content);

        var table = new RouteTable(Microsoft.Extensions.Options.Options.Create(new RouteOptions { File = shipped, UserFile = own }));

        table.Routes.Select(route => route.Name).ShouldBe(["code", "talk"]);
        table.Problems.ShouldHaveSingleItem().Message.ShouldContain(problem);
    }

    [Fact]
    public void Routes_Shipped_NameModelsOfTheCatalogAndFindTheirMessages()
    {
        var table = new RouteTable(Microsoft.Extensions.Options.Options.Create(new RouteOptions { UserFile = null }));
        var words = new WordRouter();
        var chat = ShippedCatalog.Load().Cards.Where(card => card.Tasks.Any(task => task is "text-generation" or "image-text-to-text")).Select(card => card.Id).ToList();

        table.Problems.ShouldBeEmpty();
        table.Routes.SelectMany(route => route.FallbackModels.Prepend(route.PrimaryModel)).ShouldBeSubsetOf(chat);
        string Name(string text) => words.Name(table.Routes, new Request { Text = text }).Route?.Name ?? "none";
        Name("Hello, how are you?").ShouldBe("small-talk");
        Name("Write a Python function that sorts a list").ShouldBe("code");
        Name("Solve the equation x^2 = 5x - 6").ShouldBe("reasoning");
        Name("Напиши стихи о весне").ShouldBe("writing");
        Name("Объясни, почему небо голубое").ShouldBe("knowledge");
        Name("qwertz").ShouldBe("none");
    }

    private static ModelCard Card(string id, string description, string task = "text-generation") => new() { Id = id, Tasks = [task], Description = description };

    private FakeChatClient Client(string id) => _clients.TryGetValue(id, out var client) ? client : _clients[id] = FakeChatClient.Saying($"I am {id}.");

    private RunTestHost Host()
    {
        File.WriteAllText(Path.Combine(_folder, "routes.json"), _routes);
        return new RunTestHost(null, [new ChatBackend(this)], services =>
        {
            services.AddSingleton<TimeProvider>(_clock);
            services.AddSingleton(ShippedCatalog.Taxonomy());
            services.AddSingleton(new ModelCatalog(_cards));
            services.Configure<PromptOptions>(options => options.UserFolder = null);
            services.Configure<RouteOptions>(options =>
            {
                (options.File, options.UserFile) = (Path.Combine(_folder, "routes.json"), Path.Combine(_folder, "own.json"));
                _options(options);
            });
        });
    }

    private static async IAsyncEnumerable<string> Failing(string why)
    {
        await Task.Yield();
        yield return "";
        throw new ChatException(ChatErrorKind.Unreachable, why);
    }

    private static async IAsyncEnumerable<string> Silent([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        yield return "";
    }

    private sealed class ChatBackend(ChatRouterTests test) : IInferenceBackend, IChatBackend
    {
        public string Name => "fake";

        public Planner.Routing.Egress Egress => Planner.Routing.Egress.Machine;

        public Runnability CanRun(ModelCard card, PlanStep step) => Runnability.Yes("a fake");

        public Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken) => Task.FromResult(FakeBackend.Echo(request));

        public ChatModel? ChatFor(ModelCard card) => new(card.Id, test.Client(card.Id)) { Egress = Egress, SeesImages = card.Tasks[0] == "image-text-to-text" };
    }
}
