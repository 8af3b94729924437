using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Planner.Inference;
using Planner.Runs;
using Planner.Server;
using Planner.Server.Security;
using Planner.Tests.Testing;
using Planner.Values;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Server;

/// <summary>A test for each row of SECURITY.md that is about the server; the numbers are the rows.</summary>
public sealed class SecurityTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    public async Task S1_F27_OpenToOthersWithoutAKey_DoesNotStart(string urls)
    {
        var error = await Should.ThrowAsync<ServerException>(() => ServerTestHost.StartAsync(_ => { }, _ => { }, null, [], urls));

        error.Message.ShouldContain("planner keys add");
    }

    [Fact]
    public async Task S1_F27_OpenToOthers_LastKeyRemoved_LetsNobodyIn()
    {
        var folder = Directory.CreateTempSubdirectory("planner-server-");
        var keys = new ApiKeyStore(Microsoft.Extensions.Options.Options.Create(new ServerOptions { KeysFile = Path.Combine(folder.FullName, "keys.json") }), TimeProvider.System);
        var (secret, key) = keys.Add("ann", ApiRole.Admin);
        await using (var host = await ServerTestHost.StartAsync(_ => { }, _ => { }, folder.FullName, [], "http://0.0.0.0:0"))
        {
            var path = new UriBuilder(host.Address) { Host = "127.0.0.1", Path = "/api/runs" }.Uri.ToString();
            (await host.SendAsync(HttpMethod.Get, path, null, ("Authorization", "Bearer " + secret))).StatusCode.ShouldBe(HttpStatusCode.OK);

            keys.Remove(key.Id).Count.ShouldBe(1);

            (await host.SendAsync(HttpMethod.Get, path, null, ("Authorization", "Bearer " + secret))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await host.SendAsync(HttpMethod.Get, path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task S2_Keys_AreNeededOnceThereAreAny_AndKeptOnlyAsHashes()
    {
        await using var host = await ServerTestHost.StartAsync();
        (await host.Client.GetAsync("/api/runs", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var (secret, _) = host.Keys.Add("ann", ApiRole.User);

        using var without = await host.SendAsync(HttpMethod.Get, "/api/runs");
        without.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        without.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await host.SendAsync(HttpMethod.Get, "/api/runs", null, ("Authorization", "Bearer " + secret + "x"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await host.SendAsync(HttpMethod.Get, "/api/runs", null, ("Authorization", "Bearer " + secret))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.SendAsync(HttpMethod.Get, "/v1/models", null, ("X-Api-Key", secret))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.SendAsync(HttpMethod.Get, "/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var file = Path.Combine(host.Folder, "keys.json");
        File.ReadAllText(file).ShouldNotContain(secret[^32..]);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("planner.example", HttpStatusCode.OK)]
    public async Task S3_Host_MustBeOneOfOurs(string name, HttpStatusCode status)
    {
        await using var host = await ServerTestHost.StartAsync(options => options.AllowedHosts = ["planner.example"]);

        (await host.SendAsync(HttpMethod.Get, "/api/tasks", null, ("Host", $"{name}:{host.Address.Port}"))).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task S4_F27_PagesFromElsewhere_ChangeNothingAndReadNothing()
    {
        await using var host = await ServerTestHost.StartAsync(options => options.AllowedOrigins = ["https://app.example"], TextStep("s1", "a"));

        using var foreign = await host.PostAsync("/api/runs", new { text = "Do it" }, ("Origin", "https://evil.example"));
        using var crossSite = await host.PostAsync("/api/runs", new { text = "Do it" }, ("Sec-Fetch-Site", "cross-site"));
        using var sandboxed = await host.PostAsync("/api/runs", new { text = "Do it" }, ("Origin", "null"));
        using var read = await host.SendAsync(HttpMethod.Get, "/api/runs", null, ("Origin", "https://evil.example"));
        using var listening = await host.SendAsync(HttpMethod.Get, "/mcp", null, ("Origin", "https://evil.example"), ("Mcp-Session-Id", "x"));
        using var preflight = await host.SendAsync(HttpMethod.Options, "/api/runs", null, ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "POST"));
        using var allowed = await host.SendAsync(HttpMethod.Get, "/api/runs", null, ("Origin", "https://app.example"));

        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        crossSite.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        sandboxed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        listening.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        new[] { foreign, read, preflight }.ShouldAllBe(response => !response.Headers.Contains("Access-Control-Allow-Origin"));
        allowed.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["https://app.example"]);
        (await host.Journal.ListAsync(1, null, Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task S5_F30_UsersSeeTheirOwnOnly_AdminsEverything()
    {
        await using var host = await ServerTestHost.StartAsync(Step("s1", "text-to-speech", ("text", "hello")));
        host.Backend.WhenRun = async (_, _) => InferenceResult.Success(
            new ArtifactValue(await host.Artifacts.PutAsync(new MemoryStream("RIFF0000WAVEfmt "u8.ToArray()), "speech.wav", Stop)));
        var ann = ("Authorization", "Bearer " + host.Keys.Add("ann", ApiRole.User).Secret);
        var bob = ("Authorization", "Bearer " + host.Keys.Add("bob", ApiRole.User).Secret);
        var admin = ("Authorization", "Bearer " + host.Keys.Add("root", ApiRole.Admin).Secret);
        string id;
        using (var response = await host.PostAsync("/api/runs", new { text = "Say it" }, ann))
        {
            id = (await response.JsonAsync()).GetProperty("id").GetString()!;
        }

        var artifact = (await host.EndAsync(id)).Made.ShouldHaveSingleItem().Id;

        foreach (var path in new[] { $"/api/runs/{id}", $"/api/runs/{id}/events", $"/api/artifacts/{artifact}" })
        {
            (await host.SendAsync(HttpMethod.Get, path, null, ann)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
            (await host.SendAsync(HttpMethod.Get, path, null, admin)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
            (await host.SendAsync(HttpMethod.Get, path, null, bob)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await host.PostAsync($"/api/runs/{id}/cancel", new { }, bob)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.PostAsync("/api/runs", new { text = "x", attachments = new[] { new { artifactId = artifact } } }, bob)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        async Task<int> Listed((string, string) who)
        {
            using var response = await host.SendAsync(HttpMethod.Get, "/api/runs", null, who);
            return (await response.JsonAsync()).GetProperty("items").GetArrayLength();
        }

        (await Listed(ann)).ShouldBe(1);
        (await Listed(bob)).ShouldBe(0);
        (await Listed(admin)).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"text":"x","options":{"baseUrl":"http://evil.example"}}""")]
    [InlineData("""{"text":"x","options":{"apiKey":"k"}}""")]
    [InlineData("""{"text":"x","endpointUrl":"http://evil.example"}""")]
    public async Task S6_F26_CallerNamesAnEndpointOrKey_IsRefused(string body)
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));

        using var response = await host.SendAsync(HttpMethod.Post, "/api/runs", new StringContent(body, Encoding.UTF8, "application/json"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await host.Journal.ListAsync(1, null, Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task S6_F26_EndpointInACallOfAModel_NeverReachesTheBackend()
    {
        await using var host = await ServerTestHost.StartAsync();

        using var response = await host.PostAsync("/hf-inference/models/first/translation", new { inputs = "Hi", endpointUrl = "http://evil.example", accessToken = "secret", provider = "evil" });

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Backend.Calls.ShouldHaveSingleItem().Parameters.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/x")]
    [InlineData("http://localhost:1/x")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[::ffff:10.0.0.1]/x")]
    [InlineData("http://2130706433/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.org/")]
    public async Task S7_F28_UrlThatLeadsInside_IsRefused(string url)
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));

        using var response = await host.PostAsync("/api/runs", new { text = "x", attachments = new[] { new { url } } });

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.JsonAsync()).GetProperty("detail").GetString()!.ShouldMatch("inside this machine|only http and https");
    }

    [Theory]
    [InlineData("/api/artifacts/..%2f..%2fkeys.json")]
    [InlineData("/api/artifacts/a_..%2f..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/api/artifacts/a_0000000000000000000000")]
    public async Task S8_F28_ArtifactIdThatIsAPath_IsNotFound(string path)
    {
        await using var host = await ServerTestHost.StartAsync();

        (await host.Client.GetAsync(path, Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("page.html", "<html><script>alert(1)</script></html>")]
    [InlineData("drawing.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    public async Task S9_F29_FileWithScript_IsOnlyEverSaved(string name, string content)
    {
        await using var host = await ServerTestHost.StartAsync();
        var artifact = await host.Artifacts.PutAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), name, Stop);

        using var response = await host.SendAsync(HttpMethod.Get, $"/api/artifacts/{artifact.Id}");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
    }

    [Fact]
    public async Task S10_BodyTooLarge_Is413()
    {
        await using var host = await ServerTestHost.StartAsync(options => (options.MaxJsonBytes, options.MaxUploadBytes) = (2048, 4096), TextStep("s1", "a"));

        using var json = await host.PostAsync("/api/runs", new { text = new string('x', 3000) });
        using var form = new MultipartFormDataContent { { new StringContent("x"), "text" }, { new ByteArrayContent(new byte[8000]), "files", "x.bin" } };
        using var upload = await host.SendAsync(HttpMethod.Post, "/api/runs", form);

        json.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        upload.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task S11_F33_TooManyRequests_Are429WithATimeToComeBack()
    {
        await using var host = await ServerTestHost.StartAsync(options => options.RequestsPerMinute = 3);
        for (var i = 0; i < 3; i++)
        {
            (await host.Client.GetAsync("/v1/models", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var refused = await host.SendAsync(HttpMethod.Get, "/v1/models");

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        (await refused.JsonAsync()).GetProperty("error").GetProperty("code").GetString().ShouldBe("rate_limit_exceeded");
        (await host.Client.GetAsync("/healthz", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task S11_CallsAtOnce_AreLimitedForEachCaller()
    {
        var (begun, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var host = await ServerTestHost.StartAsync(options => options.CallsAtOnce = 1);
        host.Backend.WhenRun = async (request, _) =>
        {
            begun.TrySetResult();
            await gate.Task.WaitAsync(Stop);
            return FakeBackend.Echo(request);
        };
        var first = host.PostAsync("/hf-inference/models/first/translation", new { inputs = "Hi" });
        await begun.Task.WaitAsync(RunTestHost.Patience, Stop);

        using var second = await host.PostAsync("/hf-inference/models/first/translation", new { inputs = "Hi" });

        second.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        gate.SetResult();
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task S12_SlowSender_IsCutOff()
    {
        await using var host = await ServerTestHost.StartAsync(options => (options.SlowGraceSeconds, options.SlowestBytesPerSecond) = (1.1, 10_000), TextStep("s1", "a"));
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, host.Address.Port, Stop);
        await using var stream = socket.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"), Stop);

        using var reader = new StreamReader(stream);
        (await reader.ReadToEndAsync(Stop).WaitAsync(RunTestHost.Patience, Stop)).ShouldStartWith("HTTP/1.1 408");
    }

    [Fact]
    public async Task S13_EveryAnswer_HasSecurityHeadersAndNoServerName()
    {
        await using var host = await ServerTestHost.StartAsync();

        foreach (var path in new[] { "/api/tasks", "/v1/models", "/nothing", "/healthz" })
        {
            using var response = await host.SendAsync(HttpMethod.Get, path);
            response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            response.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
            response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
            response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            response.Headers.CacheControl!.NoStore.ShouldBeTrue();
            response.Headers.Contains("Server").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task S14_F31_KeysAndWords_AreInNoLog()
    {
        var log = new StringWriter();
        await using var host = await ServerTestHost.StartAsync(
            _ => { }, services => services.AddSingleton<ILoggerProvider>(new TextLogging(log)), null, [TextStep("s1", "hello")]);
        var (secret, _) = host.Keys.Add("ann", ApiRole.User);
        host.Backend.WhenRun = (_, _) => throw new InvalidOperationException("broken");

        using (var response = await host.PostAsync("/api/runs", new { text = "the words of Ann" }, ("Authorization", "Bearer " + secret)))
        {
            await host.EndAsync((await response.JsonAsync()).GetProperty("id").GetString()!);
        }

        using var wrong = await host.PostAsync("/api/runs", new { text = "the words of Ann" }, ("Authorization", "Bearer wrong-key"));
        log.ToString().ShouldContain("threw at step s1");
        log.ToString().ShouldNotContain(secret);
        log.ToString().ShouldNotContain("wrong-key");
        log.ToString().ShouldNotContain("words of Ann");
    }

    [Fact]
    public async Task S15_FaultOfOurOwn_TellsNothingOfTheInside()
    {
        await using var host = await ServerTestHost.StartAsync();
        File.WriteAllText(Path.Combine(host.Folder, "keys.json"), "damaged");

        using var response = await host.SendAsync(HttpMethod.Get, "/api/runs");

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var text = await response.Content.ReadAsStringAsync(Stop);
        text.ShouldNotContain(host.Folder);
        text.ShouldNotContain("   at ");
    }
}
