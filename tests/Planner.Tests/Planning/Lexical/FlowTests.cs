namespace Planner.Tests.Planning.Lexical;

/// <summary>What feeds what, where the words say it at a distance.</summary>
public sealed class FlowTests
{
    [Fact]
    public void Draft_TwoThatMakeWhatTheOtherNeeds_KeepTheirOrder() => Plans
        .Tasks("Summarise it and translate it into French.").ShouldBe(["summarization", "translation"]);

    [Theory]
    [InlineData("Same photo, two requests: remove the car, and tell me what the sign says.", "street.jpg", "image-text-to-image f1, image-to-text f1")]
    [InlineData("Estimate the missing rents, using nothing but embeddings of the descriptions.", "flats.csv", "feature-extraction f1, tabular-regression f1 s1")]
    [InlineData("Make a twenty-second video ad for a bakery. There is no text yet, so write it beforehand.", "", "text-generation , text-to-video s1")]
    [InlineData("Fill in the gap and translate the line into English: «Тише едешь, дальше [MASK]».", "", "fill-mask , translation s1")]
    [InlineData("Опиши голосом, что на снимке. Это для гостей, по-немецки.", "zal.jpg", "image-to-text f1, translation s1, text-to-speech s2")]
    [InlineData("По отзыву нужны тональность, список имён, английская версия: «Анна всё сделала быстро».", "", "text-classification , token-classification , translation ")]
    [InlineData("Draw a castle on a cliff, and add the sound of a storm at night.", "", "text-to-image , text-to-audio ")]
    public void Draft_WordsThatSayWhatFeedsWhat_LinksThese(string text, string file, string steps) =>
        Plans.Draft(text, file.Length == 0 ? [] : [file]).Steps
            .Select(step => $"{step.Task} {string.Join(' ', step.Dependencies.Order())}").ShouldBe(steps.Split(", "));

    [Theory]
    [InlineData("Describe the clip. The papers want a still, too, but I'll cut that myself.", "clip.mp4", "video-text-to-text")]
    [InlineData("Invoice, complaint, praise or spam? «Вы продлите подписку?»", "", "zero-shot-classification")]
    [InlineData("Find the green bag with the patch and put a frame round it.", "hall.jpg", "zero-shot-object-detection")]
    [InlineData("Запиши слово в слово. Никаких пересказов.", "dopros.mp3", "automatic-speech-recognition")]
    [InlineData("Разметь снимок масками, подписи не нужны.", "sklad.jpg", "mask-generation")]
    public void Draft_WhatIsNoWishOfItsOwn_IsLeftOut(string text, string file, string tasks) =>
        Plans.Tasks(text, file.Length == 0 ? [] : [file]).ShouldBe(tasks.Split(' '));
}
