using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Planner.IntegrationTests.Cli;
using Planner.IntegrationTests.HuggingFace;

namespace Planner.IntegrationTests.Hub;

/// <summary><c>planner models sync</c> as a process of its own, against a Hub on loopback.</summary>
public sealed class ModelsSyncTests
{
    [Fact]
    public async Task Sync_OfTheHub_KeepsWhatCardsSay()
    {
        await using var hub = await LoopbackHub.StartAsync();
        hub.Add("org/letters", "text-classification", downloads: 500, changed: 3);
        hub.Add("org/no-task", null);
        hub.Add("org/odd-task", "telepathy");
        using var planner = Program(hub);

        var (code, output, error) = await planner.RunAsync("models", "sync", "--json");

        code.ShouldBe(0, error);
        var report = JsonNode.Parse(output)!;
        ((int?)report["listed"], (int?)report["kept"], (int?)report["leftOut"]).ShouldBe((3, 1, 2));
        var card = (await ListAsync(planner)).ShouldHaveSingleItem();
        card["id"]!.GetValue<string>().ShouldBe("org/letters");
        card["tasks"]!.ToJsonString().ShouldBe("""["text-classification"]""");
        card["description"]!.GetValue<string>().ShouldBe("This model was made for text-classification of letters that customers write, number 3.");
        card["languages"]!.ToJsonString().ShouldBe("""["en"]""");
        ((string?)card["license"], (string?)card["library"], (long?)card["downloads"], (long?)card["likes"]).ShouldBe(("mit", "transformers", 500L, 5L));
        ((long?)card["parameters"], (int?)card["maxTokens"], (bool?)card["gated"]).ShouldBe((1_000_003L, 512, false));
        card["tags"]!.ToJsonString().ShouldBe("""["finance"]""");
        card["providers"]![0]!.ToJsonString().ShouldBe("""{"provider":"hf-inference","providerId":"org/letters","task":"text-classification","status":"live"}""");

        // The search finds it beside the shipped cards.
        var (_, found, _) = await planner.RunAsync("models", "search", "letters that customers write", "--json");
        JsonNode.Parse(found)!["items"]!.AsArray().Select(model => (string?)model!["id"]).ShouldContain("org/letters");
    }

    [Fact]
    public async Task Sync_KilledAndResumed_EndsWithTheSameCatalog()
    {
        const int Models = 20_000;
        await using var hub = await LoopbackHub.StartAsync(Models);
        using var whole = Program(hub);
        using var killed = Program(hub);
        (await whole.RunAsync("models", "sync", "--no-text")).Code.ShouldBe(0);

        // A place that is another one in every run; the seed is told when it fails.
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var kills = 0;
        for (var round = 0; round < 3; round++)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var requests = 0;
            var at = random.Next(2, 12);
            hub.Before = (request, _) =>
            {
                if (request.Path == "/api/models" && Interlocked.Increment(ref requests) == at)
                {
                    reached.SetResult();
                }

                return Task.FromResult(false);
            };
            kills += await killed.KillAsync(reached.Task, "models", "sync", "--no-text") ? 1 : 0;
        }

        hub.Before = (_, _) => Task.FromResult(false);
        var asked = hub.Server.Requests.Count;
        var (code, output, error) = await killed.RunAsync("models", "sync", "--no-text", "--json");

        code.ShouldBe(0, $"seed {seed}: {error}");
        kills.ShouldBe(3, $"seed {seed}");
        ((bool?)JsonNode.Parse(output)!["resumed"]).ShouldBe(true);
        ((int?)JsonNode.Parse(output)!["kept"]).ShouldBe(Models);
        hub.Server.Requests.Skip(asked).Count(request => request.Path == "/api/models").ShouldBeLessThan(Models / 500, "it goes on, and does not begin again");
        Catalog(killed).ShouldBe(Catalog(whole), $"seed {seed}");
    }

    [Fact]
    public async Task Sync_OnceComplete_ReadsOnlyWhatHasChanged()
    {
        await using var hub = await LoopbackHub.StartAsync(models: 1200);
        using var planner = Program(hub);
        (await planner.RunAsync("models", "sync", "--task", "summarization")).Code.ShouldBe(0);
        var first = hub.Server.Requests.Count(request => request.Path.EndsWith("README.md", StringComparison.Ordinal));
        hub.Add("org1/model-00001", "summarization", downloads: 9, changed: 5000, card: "# x\n\nIt now sums up minutes of meetings in three sentences.\n");
        hub.Add("new/one", "summarization", downloads: 8, changed: 5001);

        var (code, output, error) = await planner.RunAsync("models", "sync", "--task", "summarization", "--json");

        code.ShouldBe(0, error);
        var report = JsonNode.Parse(output)!;
        ((bool?)report["changesOnly"]).ShouldBe(true);
        ((int?)report["models"]).ShouldBe(241);
        first.ShouldBe(240);
        hub.Server.Requests.Count(request => request.Path.EndsWith("README.md", StringComparison.Ordinal)).ShouldBe(first + 2);
        (await ListAsync(planner)).Single(card => (string?)card["id"] == "org1/model-00001")["description"]!.GetValue<string>()
            .ShouldBe("It now sums up minutes of meetings in three sentences.");
    }

    [Fact]
    public async Task Sync_WithLimits_TakesTheMostDownloaded()
    {
        await using var hub = await LoopbackHub.StartAsync(models: 300);
        hub.MostPerPage = 20;
        using var planner = Program(hub);

        (await planner.RunAsync("models", "sync", "--limit", "30", "--no-text")).Code.ShouldBe(0);
        var most = await ListAsync(planner);
        (await planner.RunAsync("models", "sync", "--min-downloads", "99000", "--no-text")).Code.ShouldBe(0);

        most.Count.ShouldBe(30);
        most.Min(card => (long)card["downloads"]!).ShouldBeGreaterThan(85_000);
        hub.Server.Requests.Count(request => request.Path == "/api/models").ShouldBeLessThan(5, "pages of the rest are not asked for");
    }

    [Fact]
    public async Task Sync_AModelThatIsNoLongerListed_IsMarkedAsGone()
    {
        await using var hub = await LoopbackHub.StartAsync(models: 20);
        using var planner = Program(hub);
        (await planner.RunAsync("models", "sync", "--no-text")).Code.ShouldBe(0);
        hub.Remove("org3/model-00003");

        var (code, output, _) = await planner.RunAsync("models", "sync", "--no-text", "--full", "--json");

        code.ShouldBe(0);
        ((int?)JsonNode.Parse(output)!["gone"]).ShouldBe(1);
        (await ListAsync(planner)).Where(card => (bool?)card["gone"] == true).Select(card => (string?)card["id"]).ShouldBe(["org3/model-00003"]);
        var (_, shown, _) = await planner.RunAsync("models", "show", "org3/model-00003", "--json");
        ((string?)JsonNode.Parse(shown)!["through"]).ShouldBe("gone from the Hub");
    }

    [Fact]
    public async Task Sync_ShippedModels_LearnWhoRunsThemAndKeepTheirDescriptions()
    {
        await using var hub = await LoopbackHub.StartAsync();
        var all = Catalog(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "model-catalog", "models.jsonl"));
        foreach (var card in all.Where(card => !((string)card["id"]!).StartsWith("local/", StringComparison.Ordinal)))
        {
            hub.Add((string)card["id"]!, (string)card["tasks"]![0]!);
        }

        var gone = "facebook/bart-large-cnn";
        hub.Remove(gone);
        using var planner = Program(hub);

        // Only one model is synced; the shipped ones are asked about one by one.
        var (code, output, error) = await planner.RunAsync("models", "sync", "--limit", "1", "--no-text", "--json");

        code.ShouldBe(0, error);
        ((int?)JsonNode.Parse(output)!["gone"]).ShouldBe(1);
        ((int?)JsonNode.Parse(output)!["renewed"])!.Value.ShouldBeGreaterThan(300);
        var (_, lost, _) = await planner.RunAsync("models", "show", gone, "--json");
        ((bool?)JsonNode.Parse(lost)!["gone"]).ShouldBe(true);
        var (_, shown, _) = await planner.RunAsync("models", "show", "Salesforce/blip-image-captioning-base", "--json");
        var blip = JsonNode.Parse(shown)!;
        blip["description"]!.GetValue<string>().ShouldBe("Fast captions for photographs and pictures in one sentence.");
        ((string?)blip["providers"]![0]!["status"]).ShouldBe("live");
    }

    [Fact]
    public async Task Sync_WithTheTokenThatTheHubWants_UsesIt()
    {
        await using var hub = await LoopbackHub.StartAsync(models: 5);
        hub.Token = "hf_right";
        using var planner = Program(hub);
        planner.Environment["HF_TOKEN"] = "hf_right";

        (await planner.RunAsync("models", "sync")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Sync_AtTheRateLimit_WaitsAsLongAsTheHubSays()
    {
        await using var hub = await LoopbackHub.StartAsync(models: 5);
        var refused = 0;
        hub.Before = async (_, context) =>
        {
            if (Interlocked.Increment(ref refused) > 1)
            {
                return false;
            }

            context.Response.Headers["RateLimit"] = "\"api\";r=0;t=1";
            await LoopbackServer.JsonAsync(context, """{"error":"rate limited"}""", 429);
            return true;
        };
        using var planner = Program(hub);

        (await planner.RunAsync("models", "sync")).Code.ShouldBe(0);
        (await ListAsync(planner)).Count.ShouldBe(5);
    }

    [Theory]
    [InlineData("unreachable", "can't be reached", "HubUrl")]
    [InlineData("token", "refused the token (401)", "Set HF_TOKEN")]
    [InlineData("html", "is not JSON (text/html", "proxy's or a login page")]
    [InlineData("object", "is JSON but no list of models", "HubUrl")]
    [InlineData("limit", "wants 9000 s of rest", "Go on later with the same command")]
    public async Task Sync_BadInput_IsAClearErrorAndLeavesTheCatalog(string what, string said, string fix)
    {
        await using var hub = await LoopbackHub.StartAsync(models: 10);
        using var planner = Program(hub);
        (await planner.RunAsync("models", "sync", "--no-text")).Code.ShouldBe(0);
        var before = Catalog(planner);
        planner.Environment["Planner__HuggingFace__HubRetries"] = "0";
        switch (what)
        {
            case "unreachable":
                planner.Environment["Planner__HuggingFace__HubUrl"] = "http://127.0.0.1:1";
                break;
            case "token":
                hub.Token = "hf_another";
                break;
            default:
                hub.Before = async (_, context) =>
                {
                    context.Response.Headers.RetryAfter = "9000";
                    await (what switch
                    {
                        "html" => LoopbackServer.WriteAsync(context, "text/html", "<html>Sign in</html>"u8.ToArray()),
                        "object" => LoopbackServer.JsonAsync(context, """{"models":[]}"""),
                        _ => LoopbackServer.JsonAsync(context, """{"error":"slow down"}""", 429),
                    });
                    return true;
                };
                break;
        }

        var (code, _, error) = await planner.RunAsync("models", "sync", "--full");

        code.ShouldBe(2);
        error.ShouldContain(said);
        error.ShouldContain(fix);
        error.Trim().Split('\n').Length.ShouldBe(1);
        Catalog(planner).ShouldBe(before);
    }

    [Fact]
    public async Task Sync_WithACatalogOfANewerVersion_LeavesItAndSaysSo()
    {
        await using var hub = await LoopbackHub.StartAsync(models: 3);
        using var planner = Program(hub);
        (await planner.RunAsync("models", "sync")).Code.ShouldBe(0);
        using (var database = Open(planner))
        {
            using var command = database.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }

        var (code, _, error) = await planner.RunAsync("models", "sync");
        var (found, _, _) = await planner.RunAsync("models", "search", "captions");
        var (_, doctor, _) = await planner.RunAsync("doctor");

        code.ShouldBe(2);
        error.ShouldContain("made by a newer Planner");
        found.ShouldBe(0, "the shipped cards still serve");
        doctor.ShouldContain("made by a newer Planner");
    }

    private static PlannerProcess Program(LoopbackHub hub)
    {
        var planner = new PlannerProcess();
        planner.Environment["Planner__HuggingFace__HubUrl"] = hub.Url;
        planner.Environment["Planner__HuggingFace__BaseUrl"] = hub.Url;
        planner.Environment["HF_TOKEN"] = "";
        return planner;
    }

    private static async Task<IReadOnlyList<JsonNode>> ListAsync(PlannerProcess planner)
    {
        var (code, output, error) = await planner.RunAsync("models", "list", "--json", "--limit", "10000");
        code.ShouldBe(0, error);
        return [.. JsonNode.Parse(output)!["items"]!.AsArray().Select(item => item!)];
    }

    private static List<JsonNode> Catalog(string path) => [.. File.ReadLines(path).Select(line => JsonNode.Parse(line)!)];

    private static SqliteConnection Open(PlannerProcess planner)
    {
        SQLitePCL.Batteries_V2.Init();
        var database = new SqliteConnection($"Data Source={Path.Combine(planner.Folder, "home", "models.db")};Pooling=False");
        database.Open();
        return database;
    }

    /// <summary>Every card as it is stored, in the order of ids.</summary>
    private static List<string> Catalog(PlannerProcess planner)
    {
        using var database = Open(planner);
        using var command = database.CreateCommand();
        command.CommandText = "SELECT origin || ' ' || coalesce(modified, '') || ' ' || card FROM model ORDER BY id";
        using var rows = command.ExecuteReader();
        var cards = new List<string>();
        while (rows.Read())
        {
            cards.Add(rows.GetString(0));
        }

        return cards;
    }
}
