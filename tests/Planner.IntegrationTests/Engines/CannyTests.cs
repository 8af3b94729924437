using Planner.Inference.Local.Images;
using Planner.Values;

namespace Planner.IntegrationTests.Engines;

public sealed class CannyTests : IDisposable
{
    // How far beside the outline an edge may lie, in pixels.
    private const int Near = 2;

    private readonly EngineHost _host = new();

    [Fact]
    public async Task Run_CheckSet_DrawsTheOutlines()
    {
        Assert.SkipWhen(ImageMagick.Program is null, "ImageMagick is not installed. Run: apt-get install -y imagemagick");
        var files = new MadeFiles(_host);
        var (scores, faults) = (new List<double>(), new List<string>());
        foreach (var check in EngineHost.CheckSet("canny.jsonl"))
        {
            var (size, draw) = ((string)check["size"]!, (string?)check["draw"]);
            var number = scores.Count;
            string[] worse = (check["noise"], check["blur"]) switch
            {
                ({ } noise, _) => ["-seed", "3", "-attenuate", noise.ToString(), "+noise", "Gaussian"],
                (_, { } blur) => ["-blur", $"0x{blur}"],
                _ => [],
            };
            var path = _host.Scratch($"shape{number}.png");
            await files.DrawAsync(["-size", size, $"xc:{check["paper"]}", .. draw is null ? [] : (string[])["-fill", (string)check["ink"]!, "-draw", draw], .. worse], path);
            var picture = new ArtifactValue(await _host.Store.PutFileAsync(path, cancellationToken: TestContext.Current.CancellationToken));

            var result = await _host.RunAsync("local/imagemagick", "canny-control", new() { ["image"] = picture }, instruction: "Show the edges");

            var edges = result.Value is ArtifactValue edged ? await PixelsAsync(files, $"{ImageMagick.Format(edged.Artifact.MediaType)}:{_host.Store.PathOf(edged.Artifact)}") : null;
            var outline = draw is null ? null
                : await PixelsAsync(files, "-size", size, "xc:black", "-fill", "none", "-stroke", "white", "+antialias", "-draw", draw);
            var width = int.Parse(size.Split('x')[0], System.Globalization.CultureInfo.InvariantCulture);
            // Where there is nothing to draw, saying so is right.
            var score = outline is null ? (result.Error?.Message.Contains("no edges", StringComparison.Ordinal) == true ? 1 : 0) : edges is null ? 0 : Score(edges, outline, width);
            scores.Add(score);
            if (score < 0.8)
            {
                faults.Add($"{check.ToJsonString()}: {score:F2} {result.Error}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"canny: F1 {scores.Average():P1} on {scores.Count} pictures{string.Concat(faults.Select(fault => "\n" + fault))}");
        scores.Average().ShouldBeGreaterThan(0.9, string.Join('\n', faults));
    }

    public void Dispose() => _host.Dispose();

    private static async Task<byte[]> PixelsAsync(MadeFiles files, params string[] input) =>
        await files.RunAsync(ImageMagick.Program!, [.. input, "-colorspace", "Gray", "-depth", "8", "gray:-"]);

    // F1 of edge pixels against outline pixels, each counted when one of the other lies near.
    private static double Score(byte[] edges, byte[] outline, int width)
    {
        var precision = ShareNear(edges, outline, width);
        var recall = ShareNear(outline, edges, width);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static double ShareNear(byte[] these, byte[] those, int width)
    {
        var (near, all) = (0, 0);
        for (var i = 0; i < these.Length; i++)
        {
            if (these[i] <= 127)
            {
                continue;
            }

            all++;
            near += IsNear(those, i, width) ? 1 : 0;
        }

        return all == 0 ? 0 : (double)near / all;
    }

    private static bool IsNear(byte[] pixels, int at, int width)
    {
        var (x, y, height) = (at % width, at / width, pixels.Length / width);
        for (var dy = Math.Max(0, y - Near); dy <= Math.Min(height - 1, y + Near); dy++)
        {
            for (var dx = Math.Max(0, x - Near); dx <= Math.Min(width - 1, x + Near); dx++)
            {
                if (pixels[(dy * width) + dx] > 127)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
