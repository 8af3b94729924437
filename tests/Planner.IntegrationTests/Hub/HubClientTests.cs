using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Planner.Inference.Local.Programs;

namespace Planner.IntegrationTests.Hub;

/// <summary>The loopback Hub against the Hub's own npm client: what it takes for right is right enough to test with.</summary>
public sealed class HubClientTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task LoopbackHub_WithTheHubsOwnClient_PagesAndDescribesAsTheRealOne()
    {
        Assert.SkipWhen(ProgramFinder.Find("node") is null || ProgramFinder.Find("npm") is null, "node and npm are not installed. Run: apt-get install -y nodejs npm");
        await using var hub = await LoopbackHub.StartAsync(models: 60);
        hub.MostPerPage = 5;
        var folder = Directory.CreateTempSubdirectory("planner-hub-client-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(Sources()))
            {
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            var (installed, _, trouble) = await RunAsync(folder.FullName, "npm", "install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error");
            Assert.SkipUnless(installed == 0, $"@huggingface/hub can't be installed here: {trouble}");

            var (code, output, error) = await RunAsync(folder.FullName, "node", "list.mjs", hub.Url);

            code.ShouldBe(0, error);
            var said = JsonNode.Parse(output)!;
            said["listed"]!.AsArray().Count.ShouldBe(12);
            said["listed"]!.AsArray().Select(name => (string?)name).Distinct().Count().ShouldBe(12);
            ((string?)said["first"]!["task"]).ShouldBe("summarization");
            ((string?)said["first"]!["inferenceProviderMapping"]![0]!["provider"]).ShouldBe("hf-inference");
            ((string?)said["first"]!["cardData"]!["license"]).ShouldBe("mit");
            ((string?)said["one"]!["inferenceProviderMapping"]![0]!["status"]).ShouldBe("live");
            ((int?)said["missing"]).ShouldBe(404);
            hub.Server.Requests.Count(request => request.Path == "/api/models").ShouldBe(3);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Sources([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "hub-client");

    private static async Task<(int Code, string Output, string Error)> RunAsync(string folder, string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        process.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await error);
    }
}
