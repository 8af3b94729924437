using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Planner.Inference.OpenAI;
using Planner.IntegrationTests.Cli;
using Planner.IntegrationTests.HuggingFace;
using Planner.Routing;

namespace Planner.IntegrationTests.OpenAI;

/// <summary>How an instance is reached: proxies, headers, certificates and keys, each its own.</summary>
public sealed class InstanceHttpTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("planner-tls-").FullName;
    private InstanceHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await InstanceHost.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Look_ThroughAProxy_AsksTheProxyForTheServer()
    {
        await using var proxy = await LoopbackServer.StartAsync();
        Serve(proxy);

        var (instance, _) = await LookAsync(new BackendInstance { Name = "far", BaseUrl = new Uri("http://models.example/v1"), Proxy = new Uri(proxy.Url) });

        instance.Models.ShouldHaveSingleItem().Id.ShouldBe("nomic-embed-text");
        proxy.Requests[0].Headers["Host"].ShouldBe("models.example");
    }

    [Fact]
    public async Task Look_EachInstance_SendsItsOwnKeyAndHeaders()
    {
        await using var one = await LoopbackServer.StartAsync();
        await using var other = await LoopbackServer.StartAsync();
        Serve(one);
        Serve(other);
        _host.Chat.Environment["ONE"] = "key-one";
        _host.Chat.Environment["TEAM"] = "blue";

        await LookAsync(new BackendInstance
        {
            Name = "one",
            BaseUrl = new Uri(one.Url + "/v1"),
            Key = "env:ONE",
            Headers = new Dictionary<string, string> { ["X-Team"] = "env:TEAM", ["X-Plain"] = "yes" },
        });
        await LookAsync(new BackendInstance { Name = "other", BaseUrl = new Uri(other.Url + "/v1") });

        one.Requests.ShouldAllBe(request => request.Headers["Authorization"] == "Bearer key-one" && request.Headers["X-Team"] == "blue" && request.Headers["X-Plain"] == "yes");
        other.Requests.ShouldAllBe(request => !request.Headers.ContainsKey("Authorization") && !request.Headers.ContainsKey("X-Team"));
        _host.Chat.Log.ShouldNotContain(line => line.Contains("key-one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Look_ACertificateOfOnesOwn_IsTrustedForItsOwnNameOnly()
    {
        var (root, own) = Certificates("127.0.0.1");
        var (_, foreign) = Certificates("127.0.0.1");
        await using var server = await LoopbackServer.StartAsync(own);
        await using var stranger = await LoopbackServer.StartAsync(foreign);
        Serve(server);
        Serve(stranger);
        var file = Path.Combine(_folder, "root.pem");
        await File.WriteAllTextAsync(file, root.ExportCertificatePem(), TestContext.Current.CancellationToken);
        BackendInstance At(string url, string? caFile) => new() { Name = "tls", BaseUrl = new Uri(url), CaFile = caFile, Limits = new InstanceLimits { Retries = 0 } };
        var port = new Uri(server.Url).Port;

        (await LookAsync(At($"https://127.0.0.1:{port}/v1", file))).Instance.Models.Count.ShouldBe(1);
        await Should.ThrowAsync<InstanceException>(() => LookAsync(At($"https://127.0.0.1:{port}/v1", null)));
        await Should.ThrowAsync<InstanceException>(() => LookAsync(At($"https://localhost:{port}/v1", file)));
        await Should.ThrowAsync<InstanceException>(() => LookAsync(At($"https://127.0.0.1:{new Uri(stranger.Url).Port}/v1", file)));
        (await Should.ThrowAsync<InstanceException>(() => LookAsync(At($"https://127.0.0.1:{port}/v1", Path.Combine(_folder, "none.pem"))))).Message.ShouldContain("certificates in PEM");
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task InstancesAdd_HeaderProxyAndCertificatesFromTheConsole_AreUsedAndSecretsNotShown()
    {
        var (root, own) = Certificates("127.0.0.1");
        await using var proxy = await LoopbackServer.StartAsync();
        await using var tls = await LoopbackServer.StartAsync(own);
        Serve(proxy);
        Serve(tls);
        using var planner = new PlannerProcess();
        planner.Environment["TEAM"] = "blue-secret";
        await File.WriteAllTextAsync(Path.Combine(planner.Folder, "root.pem"), root.ExportCertificatePem(), TestContext.Current.CancellationToken);

        var far = await planner.RunAsync("instances", "add", "http://models.example/v1", "--name", "far", "--proxy", proxy.Url, "--header", "X-Team=env:TEAM", "--header", "X-Plain=yes", "--egress", "cloud");
        var near = await planner.RunAsync("instances", "add", $"https://127.0.0.1:{new Uri(tls.Url).Port}/v1", "--name", "near", "--ca-file", "root.pem");
        var bad = await planner.RunAsync("instances", "add", "http://models.example/v1", "--header", "X Team=1");
        var listed = await planner.RunAsync("instances", "list", "--json");

        far.Code.ShouldBe(0, far.Error);
        proxy.Requests.ShouldNotBeEmpty();
        proxy.Requests.ShouldAllBe(request => request.Headers["Host"] == "models.example" && request.Headers["X-Team"] == "blue-secret" && request.Headers["X-Plain"] == "yes");
        near.Code.ShouldBe(0, near.Error);
        tls.Requests.ShouldNotBeEmpty();
        tls.Requests.ShouldAllBe(request => !request.Headers.ContainsKey("X-Team"));
        (bad.Code, bad.Error.Contains("'X Team=1' is no header", StringComparison.Ordinal)).ShouldBe((2, true));
        (far.Output + far.Error + listed.Output).ShouldNotContain("blue-secret");
        JsonDocument.Parse(listed.Output).RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()).ShouldBe(["far", "near"]);
    }

    private Task<(BackendInstance Instance, string Tried)> LookAsync(BackendInstance instance) =>
        _host.Services().GetRequiredService<InstanceSetup>().LookAsync(instance with { Egress = Egress.Cloud }, TestContext.Current.CancellationToken);

    private static void Serve(LoopbackServer server) => server.Answer = (request, context) => request.Path switch
    {
        "/v1/models" => LoopbackServer.JsonAsync(context, """{"object":"list","data":[{"id":"nomic-embed-text"}]}"""),
        "/v1/embeddings" => LoopbackServer.JsonAsync(context, """{"data":[{"index":0,"embedding":[0.5,1]}]}"""),
        _ => LoopbackServer.NotFoundAsync(context),
    };

    // A root, and a server's certificate signed by it.
    private static (X509Certificate2 Root, X509Certificate2 Server) Certificates(string address)
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var rootKey = RSA.Create(2048);
        var rootRequest = new CertificateRequest("CN=Test root", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var root = rootRequest.CreateSelfSigned(from, to);
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(root, from, to, [1, 2, 3, 4]);
        using var withKey = signed.CopyWithPrivateKey(key);
        return (root, X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null));
    }
}
